import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Feature, Hub } from '../hub.ts';

/** Fields by type that an older GitHub Enterprise Server's schema does not have. */
const FIELDS: Readonly<Record<string, Feature>> = {
  'Issue.parent': 'sub-issues',
  'Issue.subIssues': 'sub-issues',
};

/** What a query asks for that this server pretends never to have heard of, as GitHub words it. */
export function lackedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  lacks: Hub['lacks'],
): GraphQLError[] {
  if (!Object.values(FIELDS).some(lacks)) return [];
  const errors: GraphQLError[] = [];
  const info = new TypeInfo(schema);
  const enter = (node: FieldNode): void => {
    const type = info.getParentType()?.name;
    const feature = FIELDS[`${type}.${node.name.value}`];
    if (!feature || !lacks(feature)) return;
    const message = `Field '${node.name.value}' doesn't exist on type '${type}'`;
    const extensions = { code: 'undefinedField', typeName: type, fieldName: node.name.value };
    errors.push(new GraphQLError(message, { nodes: node, extensions }));
  };
  visit(document, visitWithTypeInfo(info, { Field: { enter } }));
  return errors;
}
