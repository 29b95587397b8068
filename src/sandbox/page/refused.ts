/** Why something a person wanted was not done, as a sentence, and the status that says so. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}
