/** Where a command's lines go. */
export type Print = (line: string) => void;

/** A measured figure, as the project's benchmarks write them. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** How many pictures or runs it comes from. */
  n: number;
  /** The largest value that passes; null when the figure is only told. */
  goal: number | null;
  pass: boolean;
}
