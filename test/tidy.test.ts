// What a linter can't see: sizes, leftovers, layers, dead files, and documents that name what is not there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';

const root = path.join(import.meta.dirname, '..');
const self = 'test/tidy.test.ts';
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)));
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const isGenerated = (file: string): boolean => file.endsWith('.gen.ts');
const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const maxLines = 600;

/** Where `#name/` imports lead, as package.json says. */
function aliases(): ReadonlyMap<string, string> {
  const manifest: unknown = JSON.parse(text('package.json'));
  const imports =
    typeof manifest === 'object' && manifest !== null && 'imports' in manifest ? manifest.imports : {};
  const entries = Object.entries(typeof imports === 'object' && imports !== null ? imports : {});
  return new Map(
    entries.map(([from, to]) => [from.replace('*', ''), path.normalize(String(to).replace('*', ''))]),
  );
}
const known = aliases();

/** The modules that a file imports, statically or lazily, starts as a thread, or names by URL. */
function specifiers(file: string): { readonly name: string; readonly lazy: boolean }[] {
  const source = text(file);
  const found = [...source.matchAll(/(?:^|\n)(?:import|export)\s[^'";]*?from\s+'([^']+)'/g)].map(
    ([, name = '']) => ({
      name,
      lazy: false,
    }),
  );
  const bare = [...source.matchAll(/(?:^|\n)import\s+'([^']+)'/g)].map(([, name = '']) => ({
    name,
    lazy: false,
  }));
  const lazy = [...source.matchAll(/\b(?:import|new URL)\(\s*'([^']+)'/g)].map(([, name = '']) => ({
    name,
    lazy: true,
  }));
  return [...found, ...bare, ...lazy];
}

/** The project's own file that a specifier names; undefined for a package. */
function resolved(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.normalize(path.join(path.dirname(from), specifier));
  for (const [prefix, folder] of known)
    if (specifier.startsWith(prefix)) return path.join(folder, specifier.slice(prefix.length));
  return undefined;
}

describe('the tree', () => {
  it(`has no source of over ${maxLines} lines`, () => {
    const long = sources
      .filter((file) => !isGenerated(file) && file !== 'proto/generate.ts')
      .map((file) => ({ file, lines: text(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > maxLines);
    assert.deepEqual(long, []);
  });

  it('has no leftover markers', () => {
    const markers = /\b(TODO|FIXME|XXX|HACK)\b/;
    const left = files
      .filter(
        (file) =>
          /\.(ts|proto|md|yaml|yml|json|sh|pl)$/.test(file) && file !== self && file !== 'package-lock.json',
      )
      .flatMap((file) =>
        text(file)
          .split('\n')
          .flatMap((line, index) => (markers.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
      );
    assert.deepEqual(left, []);
  });

  it('names no registry: images and packages come from where the user says', () => {
    // What images without a host are called is the same everywhere.
    const reading = ['kernel/images/reference.ts', 'test/unit/kernel/image-reference.test.ts'];
    const hosts =
      /\b(registry\.npmjs\.org|registry-1\.docker\.io|index\.docker\.io|docker\.io\/|registry\.k8s\.io|(?:[a-z]+\.)?gcr\.io|quay\.io|ghcr\.io|mcr\.microsoft\.com)/;
    const named = files.filter(
      (file) =>
        file !== self &&
        !reading.includes(file) &&
        !file.startsWith('test/fixtures/') &&
        hosts.test(text(file)),
    );
    assert.deepEqual(named, []);
  });
});

/** The layers, the deepest folder first, and what each may import: DESIGN.md's table. */
const layers: readonly (readonly [folder: string, mayImport: readonly string[]])[] = [
  ['kernel/', []],
  ['proto/', []],
  ['services/raft/core/', ['kernel/ports.ts', 'kernel/errors.ts', 'kernel/limits.ts']],
  [
    'services/raft/',
    ['kernel/ports.ts', 'kernel/errors.ts', 'kernel/limits.ts', 'services/raft/core/', 'services/runtime/'],
  ],
  ['services/api/', ['kernel/', 'services/runtime/', 'services/raft/port.ts', 'services/version.ts']],
  ['services/scheduler/', ['kernel/']],
  ['services/controllers/', ['kernel/', 'services/scheduler/']],
  ['services/node-agent/', ['kernel/', 'services/runtime/', 'services/version.ts']],
  ['services/netproxy/', ['kernel/', 'services/runtime/']],
  ['services/runtime/', ['kernel/']],
  ['services/', ['kernel/', 'services/']],
  ['cli/client/', ['kernel/']],
  ['cli/', ['kernel/', 'cli/client/']],
  ['ops/', ['kernel/', 'services/runtime/', 'cli/client/']],
  ['test/', ['kernel/', 'proto/', 'services/', 'cli/', 'ops/']],
];
/** The exceptions, each with its reason. */
const excused = new Set([
  // Replacing a file whole, so that two commands at once never leave half of one.
  'cli/kubeconfig.ts -> services/runtime/files.ts',
]);
/** What the command may also import, lazily, for the verbs that need it. */
const lazily = ['services/', 'ops/sandbox/'];
/** What a verb that is itself loaded lazily may import. */
const forLazyVerbs = ['ops/sandbox/', 'services/raft/', 'services/runtime/'];
const layerOf = (file: string): (typeof layers)[number] | undefined =>
  layers.find(([folder]) => file.startsWith(folder));

describe('the layers', () => {
  const imports = sources.flatMap((file) =>
    specifiers(file).flatMap(({ name, lazy }) => {
      const target = resolved(file, name);
      return target === undefined || !target.endsWith('.ts') ? [] : [{ file, target, lazy }];
    }),
  );

  it('import only what the design lets them', () => {
    const wrong = imports.filter(({ file, target, lazy }) => {
      const [folder, mayImport] = layerOf(file) ?? ['', []];
      const own = layerOf(target)?.[0] === folder;
      const viaLazy = lazy && folder === 'cli/' && lazily.some((each) => target.startsWith(each));
      return !own && !viaLazy && !mayImport.some((each) => target.startsWith(each));
    });
    const lines = wrong.flatMap(({ file, target }) =>
      file.startsWith('cli/') && forLazyVerbs.some((each) => target.startsWith(each)) && isLazyOnly(file)
        ? []
        : [`${file} -> ${target}`],
    );
    assert.deepEqual(
      lines.filter((line) => !excused.has(line)),
      [],
    );
  });

  /** Whether a module is only ever loaded by verbs that need it: lazily, or by one that is itself so. */
  function isLazyOnly(file: string): boolean {
    const importers = imports.filter(({ target, file: by }) => target === file && !by.startsWith('test/'));
    return (
      importers.length > 0 &&
      importers.every((each) => each.lazy || (each.file.startsWith('cli/') && isLazyOnly(each.file)))
    );
  }

  it('name only files that are there', () => {
    const missing = imports.filter(
      ({ file, target }) => file !== self && !existsSync(path.join(root, target)),
    );
    assert.deepEqual(
      missing.map(({ file, target }) => `${file} -> ${target}`),
      [],
    );
  });

  it('have no dead files', () => {
    /** What is started by name: the command, scripts, checks and threads. */
    const entries = new Set([
      'cli/main.ts',
      'ops/quickstart.ts',
      'ops/test.ts',
      'ops/demo/ask.ts',
      'proto/generate.ts',
      'test/bench/main.ts',
      'test/manual/systemd.ts',
      'test/manual/systemd-node.ts',
      'test/sim/main.ts',
      'test/kit/reporter.ts',
      'services/control.ts',
    ]);
    const imported = new Set(imports.map(({ target }) => target));
    const everything = files.filter(
      (file) => !file.startsWith('node_modules/') && file !== 'package-lock.json',
    );
    const startedByName = (file: string): boolean => {
      const name = path.basename(file);
      return everything.some(
        (other) =>
          other !== file &&
          /\.(ts|json)$/.test(other) &&
          !/tsconfig/.test(other) &&
          new RegExp(`['/]${name}'`).test(text(other)),
      );
    };
    const dead = sources.filter(
      (file) =>
        !file.endsWith('.test.ts') && !entries.has(file) && !imported.has(file) && !startedByName(file),
    );
    assert.deepEqual(dead, []);
  });
});

describe('the documents', () => {
  it('name only verbs that the command has', () => {
    const commands = files.filter((file) => file.startsWith('cli/commands/')).map(text);
    const has = (verb: string): boolean =>
      commands.some((each) => new RegExp(`['\`]${verb}[ '\`]`).test(each));
    const documents = files.filter((file) => file === 'README.md' || /^(docs\/.*|[A-Z]+)\.md$/.test(file));
    const missing = documents.flatMap((file) =>
      [...text(file).matchAll(/(?:`|\n[$#] )(?:\.\/)?orc ([a-z][a-z-]+)/g)]
        .map(([, verb = '']) => verb)
        .filter((verb) => !has(verb) && verb !== 'help')
        .map((verb) => `${file}: orc ${verb}`),
    );
    assert.deepEqual([...new Set(missing)], []);
  });

  it('link only to files that are there', () => {
    const documents = files.filter((file) => file.endsWith('.md'));
    const missing = documents.flatMap((file) =>
      [...text(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !existsSync(path.join(root, path.dirname(file), link)))
        .map((link) => `${file} -> ${link}`),
    );
    assert.deepEqual(missing, []);
  });

  it('has a lock file by which every package that can be installed here is checked', () => {
    const lock: unknown = JSON.parse(text('package-lock.json'));
    assert.ok(typeof lock === 'object' && lock !== null && 'packages' in lock);
    const { packages } = lock;
    assert.ok(typeof packages === 'object' && packages !== null);
    // Of packages for other machines npm knows no hash before it has fetched them; it fetches none of them here.
    const isForOthers = (entry: object): boolean =>
      (['os', 'cpu', 'libc'] as const).some((field) => {
        const wanted: unknown = Reflect.get(entry, field);
        const own = { os: 'linux', cpu: 'x64', libc: 'glibc' }[field];
        return Array.isArray(wanted) && !wanted.includes(own);
      });
    const unchecked = Object.entries(packages).filter(([folder, entry]: [string, unknown]) => {
      assert.ok(typeof entry === 'object' && entry !== null);
      const integrity: unknown = Reflect.get(entry, 'integrity');
      const isChecked = typeof integrity === 'string' && /^sha(256|384|512)-/.test(integrity);
      return folder !== '' && !isChecked && !isForOthers(entry);
    });
    assert.deepEqual(
      unchecked.map(([folder]) => folder),
      [],
    );
  });
});
