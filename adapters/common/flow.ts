import type { BlockContent, DefinitionContent, RootContent, Yaml } from 'mdast';

/** What stands on lines of its own; the parser puts nothing else there. */
export type Flow = Extract<RootContent, BlockContent | DefinitionContent | Yaml>;

const FLOW: ReadonlySet<string> = new Set<Flow['type']>([
  'blockquote',
  'code',
  'definition',
  'footnoteDefinition',
  'heading',
  'html',
  'list',
  'paragraph',
  'table',
  'thematicBreak',
  'yaml',
]);

export function isFlow(node: RootContent): node is Flow {
  return FLOW.has(node.type);
}
