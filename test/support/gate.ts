export * from '../../src/testing/fakes.js';
