/** Platforms of the adapters that ship with the project; an id may be of any of them. */
export const PLATFORMS = ['slack', 'discord', 'repl', 'terminal'] as const;
