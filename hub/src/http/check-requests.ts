import type { FastifySchemaCompiler } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';

type Check = Parameters<typeof validatorCompiler>[0]['schema'];

/** Checks requests against their schemas. What makes zod itself throw (see the contract's `safeParse`) is refused like any other fault. */
export const checkRequests: FastifySchemaCompiler<Check> = (route) => {
  const check = validatorCompiler(route);
  return (data: unknown) => {
    try {
      return check(data);
    } catch {
      return { error: new Error('the request holds what can’t be compared with what should be there') };
    }
  };
};
