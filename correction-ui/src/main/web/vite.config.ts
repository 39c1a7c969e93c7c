import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Writes the service worker, which is told the files of the build. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const kept = ['icon.svg', 'icon-192.png', 'icon-512.png', 'manifest.webmanifest'];
      const files = [...kept, ...Object.keys(bundle).filter((name) => name.startsWith('assets/'))].map((name) => `/${name}`);
      const build = ['index.html', ...kept.map((name) => `public/${name}`)]
        .reduce((hash, path) => hash.update(readFileSync(path)), createHash('sha256').update(JSON.stringify(files)))
        .digest('hex')
        .slice(0, 12);
      const source = ts.transpileModule(readFileSync('src/worker/sw.ts', 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
      const told = `const FILES = ${JSON.stringify(files)};\nconst BUILD = ${JSON.stringify(build)};\n`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: told + source.replace(/export \{\};?/, '') });
    },
  };
}

export default defineConfig({
  plugins: [serviceWorker()],
  build: { outDir: '../../../target/classes/web', emptyOutDir: true, target: 'es2022', manifest: true },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/ws': { target: 'ws://127.0.0.1:8080', ws: true } } },
  test: { include: ['src/**/*.test.ts'] },
});
