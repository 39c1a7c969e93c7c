import { defineConfig } from 'vitest/config';

export default defineConfig({
  build: { outDir: '../../../target/classes/web', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/ws': { target: 'ws://127.0.0.1:8080', ws: true } } },
  test: { include: ['src/**/*.test.ts'] },
});
