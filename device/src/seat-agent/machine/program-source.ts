import type { RemoteAccess } from './machine-state.js';
import { plainName } from './plain-name.js';
import { REMOTE_PRODUCTS } from './remote-products.js';
import { type SystemFiles, Unreadable } from './system-files.js';

/** Looked at side by side: a seat runs hundreds of programs. */
const AT_ONCE = 64;

/** Programs of products for remote access that run. A program that was given another name is not found. */
export async function readPrograms(files: SystemFiles): Promise<RemoteAccess[]> {
  const processes = (await files.names('/proc')).filter((name) => /^\d+$/.test(name));
  // Every machine has a first process. Where it can't be seen, other users' processes are hidden, proc(5): hidepid.
  if ((await files.attribute('/proc/1/comm')) === undefined)
    throw new Unreadable('the processes of other users are hidden (hidepid)');
  const found = new Map<string, RemoteAccess>();
  for (let from = 0; from < processes.length; from += AT_ONCE) {
    const some = processes.slice(from, from + AT_ONCE);
    for (const comm of await Promise.all(some.map((id) => files.attribute(`/proc/${id}/comm`)))) {
      const program = comm === undefined ? undefined : remoteProgram(comm);
      if (program !== undefined) found.set(program.id, program);
    }
  }
  return [...found.values()];
}

/** The product that a program belongs to, by its name in the kernel; undefined of any other. */
function remoteProgram(comm: string): RemoteAccess | undefined {
  const known = REMOTE_PRODUCTS.find(({ programs }) => programs.test(comm));
  if (known === undefined) return undefined;
  const name = plainName(comm, known.product);
  return {
    id: `program ${name}`,
    name: plainName(`${known.product}, program ${comm}`, name),
    product: known.product,
  };
}
