// Builds and tests the page, unless neither its sources nor its tools changed since the last time it came out well.
// Usage: node build.mjs <target folder>
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const target = resolve(process.argv[2] ?? '../../../target');
const out = join(target, 'classes', 'web');
const stamp = join(target, 'page.sha256');
const lockStamp = join('node_modules', '.lock.sha256');
const OWN = ['src', 'public', 'e2e', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'build.mjs'];
const GOLDEN = '../../test/resources/golden';

function digest(paths) {
  const hash = createHash('sha256').update(process.version);
  const visit = (path) => {
    if (statSync(path).isDirectory()) {
      readdirSync(path).sort().forEach((name) => visit(join(path, name)));
    } else {
      hash.update(path).update(readFileSync(path));
    }
  };
  paths.filter(existsSync).forEach(visit);
  return hash.digest('hex');
}

/** What a tablet loads before it shows anything, gzipped; charts and lists of words come when they are asked for. */
const MOST_FIRST_KB = 300;

function requireSmallFirstLoad() {
  const manifest = JSON.parse(readFileSync(join(out, '.vite', 'manifest.json'), 'utf8'));
  const first = new Set(['index.html']);
  const visit = (name) => {
    const chunk = manifest[name];
    // The page proper is imported by a script that speaks the language first.
    const next = [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []).filter((asked) => manifest[asked].name === 'main')];
    [chunk.file, ...(chunk.css ?? [])].forEach((file) => first.add(file));
    next.filter((asked) => !first.has(manifest[asked].file)).forEach(visit);
  };
  visit('index.html');
  if (![...first].some((file) => file.startsWith('assets/main-'))) {
    throw new Error('page: the first load was counted without the page proper; is src/main.ts named otherwise?');
  }
  const bytes = [...first].reduce((sum, file) => sum + gzipSync(readFileSync(join(out, file))).length, 0);
  const told = `${(bytes / 1024).toFixed(0)} KB gzipped in ${first.size} files`;
  if (bytes > MOST_FIRST_KB * 1024) {
    throw new Error(`page: the first load is ${told}, more than ${MOST_FIRST_KB} KB; load with import() what is not needed at once`);
  }
  console.log(`page: first load ${told} (at most ${MOST_FIRST_KB})`);
}

const isStamped = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;
const run = (command) => execSync(command, { stdio: 'inherit' });

const inputs = digest([...OWN, GOLDEN]);
if (isStamped(stamp, inputs) && existsSync(join(out, 'index.html'))) {
  console.log('page: nothing changed');
} else {
  const lock = digest(['package-lock.json']);
  if (!isStamped(lockStamp, lock)) {
    run('npm ci --no-audit --no-fund --loglevel=error');
    writeFileSync(lockStamp, lock);
  }
  run(`npm run --silent build -- --logLevel=warn --outDir ${JSON.stringify(out)} --emptyOutDir`);
  requireSmallFirstLoad();
  run('npm test --silent');
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, inputs);
}
