/** A closed range of `seq`. */
export type SeqRange = readonly [number, number];
