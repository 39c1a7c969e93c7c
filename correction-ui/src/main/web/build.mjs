// Builds and tests the page, unless neither its sources nor its tools changed since the last time it came out well.
// Usage: node build.mjs <target folder>
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const target = resolve(process.argv[2] ?? '../../../target');
const out = join(target, 'classes', 'web');
const stamp = join(target, 'page.sha256');
const lockStamp = join('node_modules', '.lock.sha256');
const OWN = ['src', 'public', 'e2e', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
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
  run('npm test --silent');
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, inputs);
}
