export { createRepl, type ReplOptions, default } from './repl.js';
