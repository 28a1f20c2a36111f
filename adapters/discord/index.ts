export { default } from './discord.js';
