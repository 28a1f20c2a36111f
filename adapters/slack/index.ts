export { default } from './slack.js';
