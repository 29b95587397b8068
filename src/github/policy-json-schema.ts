import { z } from 'zod';
import { policySchema } from './policy-schema.ts';

/** Where the schema stands; editors read it from the repository. */
export const SCHEMA_PAGE = 'schema/incidents.schema.json';
const ID = `https://raw.githubusercontent.com/tocsin/tocsin/main/${SCHEMA_PAGE}`;

/**
 * The JSON Schema of `.github/incidents.yml`, for editors: what a validator can say without reading one value
 * beside another. `npm run docs` writes it; the card knows more.
 */
export function schemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(policySchema, { io: 'input' });
  const schema = {
    $schema,
    $id: ID,
    title: 'How incidents run here: .github/incidents.yml',
    ...rest,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
