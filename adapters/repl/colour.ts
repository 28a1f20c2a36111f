/** Whether to colour: NO_COLOR (no-color.org), FORCE_COLOR and NODE_DISABLE_COLORS as Node reads them, then the terminal. */
export function wantsColour(terminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || (env['NODE_DISABLE_COLORS'] ?? '') !== '') return false;
  return terminal && env['TERM'] !== 'dumb';
}
