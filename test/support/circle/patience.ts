/** Milliseconds that anything may take to appear when the machine is busy; it is waited for no longer than it takes. */
export const PATIENCE = { timeout: 20_000, interval: 10 } as const;
