export * from '../../src/testing/replies.js';
