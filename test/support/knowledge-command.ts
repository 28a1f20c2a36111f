/** `qabot knowledge` in the test's own process, and what it prints. */

import { Command } from 'commander';
import { afterEach, beforeEach, vi } from 'vitest';
import { registerKnowledge } from '../../src/cli/knowledge/command.js';

/** What is printed in each test of a file: call it once there. */
export function watchOutput(): { out: string; error: string } {
  const printed = { out: '', error: '' };
  beforeEach(() => {
    printed.out = '';
    printed.error = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed.out += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed.error += String(text)), true));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
  });
  return printed;
}

export async function qabotKnowledge(...words: readonly string[]): Promise<void> {
  const program = new Command('qabot').exitOverride();
  registerKnowledge(program);
  await program.parseAsync(['knowledge', ...words], { from: 'user' });
}
