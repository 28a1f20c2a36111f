export * from '../../src/testing/platform.js';
