import { LANGUAGE_COOKIE } from '@invigil/contract';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Reader, readerOf } from '../lib/reader.js';

/** `?lang=de-AT` of an address whose answer is written for people. */
export const LanguageAsked = z.object({ lang: z.string().max(35).optional() });

/** Who reads an answer: by what the address asks for, else as was chosen in this browser, else as the browser says. */
export function readerWho(request: FastifyRequest, asked?: string): Reader {
  return readerOf(asked, request.cookies[LANGUAGE_COOKIE], request.headers['accept-language']);
}
