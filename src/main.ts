#!/usr/bin/env node
import { applySettingsFile } from './app/settings-file.js';
import { run } from './cli/program.js';

applySettingsFile(process.env);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `qabot ... | head` closes the pipe early: that is no fault.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
