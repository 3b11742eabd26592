// Writes the protocol's documents: `npm run protocol`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { protocolDocuments } from './json-schemas.js';

const folder = fileURLToPath(new URL('../../../docs/protocol/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [file, text] of protocolDocuments()) writeFileSync(folder + file, text);
console.log(`wrote ${protocolDocuments().size} schemas to ${folder}`);
