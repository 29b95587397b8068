import { playThird } from './third.ts';

playThird(1);
