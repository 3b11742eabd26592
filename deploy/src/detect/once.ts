/** Makes each thing once, and gives the same one for what is asked again. */
export function once<From, Thing>(make: (from: From) => Thing): (from: From) => Thing {
  const made = new Map<string, Thing>();
  return (from) => {
    const key = JSON.stringify(from) ?? '';
    const known = made.get(key) ?? make(from);
    made.set(key, known);
    return known;
  };
}
