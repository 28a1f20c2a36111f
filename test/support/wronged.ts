/** Records with wrong values in their fields, for tests of what comes from outside. */

/** What stands in the place of a field: nothing, null, and values of other types. */
const WRONG: readonly unknown[] = [undefined, null, 5, 'text', [], [null], {}];

/** @returns the record once for each of its fields and each wrong value in that field's place, fields of nested records among them */
export function* wronged(whole: Readonly<Record<string, unknown>>): Generator<Record<string, unknown>> {
  for (const [name, value] of Object.entries(whole)) {
    for (const wrong of WRONG) yield { ...whole, [name]: wrong };
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const inner of wronged({ ...value })) yield { ...whole, [name]: inner };
  }
}
