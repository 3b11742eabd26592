/** A request that was answered, in words that tell of nobody. */
export type Answered = {
  method: string;
  /** As it is written in the code, such as `/api/seats/:room/:seat/timeline`. */
  route: string;
  status: number;
  /** How long it took. */
  ms: number;
};
