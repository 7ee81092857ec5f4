// Whom the command acts for, by flags and by the configuration, and where on a command line the flags may stand.
import assert from 'node:assert/strict';
import { Command } from 'commander';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { addGlobalOptions, settleGlobalOptions } from '#cli/global-options.ts';
import { type ActingOptions, actsForIn } from '#cli/impersonation.ts';

describe('acting for somebody', () => {
  const refuse = (field: string, why: string): OrcError =>
    new OrcError('BadRequest', `file: user.${field}: ${why}`);
  const read = (entry: Record<string, unknown>, options: ActingOptions = {}): ReturnType<typeof actsForIn> =>
    actsForIn('me', entry, options, refuse);

  it('is asked for by flags, or by the fields of a user', () => {
    assert.equal(read({}), undefined);
    assert.equal(read({}, { as: '', asGroup: [], asUid: '' }), undefined);
    assert.deepEqual(read({}, { as: 'ann', asGroup: ['a', 'b,c'], asUid: '7' }), {
      user: 'ann',
      groups: ['a', 'b,c'],
      uid: '7',
    });
    const entry = { as: 'ann', 'as-groups': ['x'], 'as-uid': '7', 'as-user-extra': { scopes: ['read'] } };
    const extra = { scopes: ['read'] };
    assert.deepEqual(read(entry), { user: 'ann', groups: ['x'], uid: '7', extra });
    // As with kubectl a flag stands for its own field alone.
    assert.deepEqual(read(entry, { as: 'bob' }), { user: 'bob', groups: ['x'], uid: '7', extra });
    assert.deepEqual(read(entry, { asGroup: ['y'] }), { user: 'ann', groups: ['y'], uid: '7', extra });
  });

  it('is refused without a user, and where gRPC can not carry what is asked', () => {
    const nobody = /^requesting uid, groups or user-extra for me without impersonating a user: .*--as$/;
    for (const options of [{ asGroup: ['a'] }, { asUid: '7' }])
      assert.throws(() => read({}, options), { message: nobody });
    for (const entry of [{ 'as-groups': ['a'] }, { 'as-uid': '7' }, { 'as-user-extra': { a: ['b'] } }])
      assert.throws(() => read(entry), { message: nobody });
    for (const wrong of ['jürgen', ' ann', 'ann ', 'a\nb', 'ann, bob'])
      assert.throws(() => read({}, { as: wrong }), /can't be sent over gRPC/);
    assert.throws(() => read({}, { as: 'ann', asGroup: [''] }), /"" can't be sent over gRPC/);
    assert.throws(() => read({ as: 7 }), /file: user.as: must be a text/);
    assert.throws(() => read({ as: 'ann', 'as-groups': 'x' }), /user.as-groups: must be a list of texts/);
    assert.throws(() => read({ as: 'ann', 'as-groups': [true] }), /user.as-groups: must be a text/);
    assert.throws(
      () => read({ as: 'ann', 'as-user-extra': { 'a/b': ['c'] } }),
      /the key "a\/b" can't be sent/,
    );
    assert.throws(() => read({ as: 'ann', 'as-user-extra': { 'a-bin': ['c'] } }), /the key "a-bin"/);
  });
});

describe('global options', () => {
  /** What the verb of a command line finds. */
  function parsed(line: string): Record<string, unknown> {
    const program = new Command('orc').enablePositionalOptions().exitOverride();
    program.configureOutput({ writeErr: () => undefined });
    let seen: Record<string, unknown> = {};
    const see = (...words: unknown[]): void => {
      const command = words.at(-1);
      if (command instanceof Command) seen = command.optsWithGlobals();
    };
    program.command('get [name]').action(see);
    program.command('auth').command('can-i [verb]').option('--list').action(see);
    const log = program.command('log');
    log.command('tail').action(see);
    log.command('verify').action(see);
    addGlobalOptions(program);
    program.hook('preAction', (_program, action) => settleGlobalOptions(action));
    program.parse(line.split(' '), { from: 'user' });
    return seen;
  }

  it('may stand before a verb, between its words and behind it', () => {
    for (const line of ['--context x log tail', 'log --context x tail', 'log tail --context x'])
      assert.deepEqual(parsed(line), { context: 'x' });
    for (const line of ['-n team --as ann auth can-i get', 'auth --as ann can-i get -n team'])
      assert.deepEqual(parsed(line), { namespace: 'team', as: 'ann' });
    assert.throws(() => parsed('log verify --context x'), /unknown option '--context'/);
  });

  it('count where they stand last, and groups add up', () => {
    assert.deepEqual(parsed('--as a auth --as b can-i --as c'), { as: 'c' });
    assert.deepEqual(parsed('--as a auth --as b can-i'), { as: 'b' });
    assert.deepEqual(parsed('--as-group a --as-group b auth --as-group c can-i --list --as-group d'), {
      asGroup: ['a', 'b', 'c', 'd'],
      list: true,
    });
  });
});
