import { playThird } from './third.ts';

playThird(2);
