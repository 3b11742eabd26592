// Writes the protocol's documents: `npm run protocol`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { protocolDocuments } from './json-schemas.js';
import { policyReference } from './policy-reference.js';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
mkdirSync(`${docs}protocol`, { recursive: true });
for (const [file, text] of protocolDocuments()) writeFileSync(`${docs}protocol/${file}`, text);
writeFileSync(`${docs}policy.md`, policyReference());
console.log(`wrote ${protocolDocuments().size} schemas and the policy's reference to ${docs}`);
