// Which expressions need no bound of their time.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Compiler } from '#kernel/policy/cel/expression.ts';

const compiler = new Compiler({
  params: true,
  namespace: true,
  variables: new Map([
    ['v', 0],
    ['grown', 1],
  ]),
});

function isSimple(expression: string): boolean {
  const made = compiler.compile(expression);
  assert.ok('program' in made, 'why' in made ? `${expression}: ${made.why}` : '');
  return made.isSimple;
}

describe('the time that an expression may take', () => {
  it('needs no bound where it goes through what it is given once at the most', () => {
    for (const expression of [
      'object.spec.replicas <= 5',
      "has(object.metadata.labels) && object.metadata.labels['a'] == 'b' ? variables.v : true",
      "object.spec.containers.all(c, c.image.startsWith('registry/') && has(c.resources))",
      "object.spec.containers.exists(c, c.image in ['a', 'b'])",
      "'dev' in request.userInfo.groups",
      "quantity(object.spec.size).isLessThan(quantity('1Gi'))",
      "authorizer.group('apps').resource('deployments').check('get').allowed()",
      'object.spec.?replicas.orValue(1) == 1 && [1, 2].map(x, x + 1) == [2, 3]',
      "'%s is not allowed'.format([object.metadata.name])",
    ])
      assert.ok(isSimple(expression), expression);
  });

  it('is short beside what stands in the expression', () => {
    assert.ok(isSimple("object.a.all(x, x == 'a' || x != 3 || x.startsWith('b') || x + 1 > 2)"));
    assert.ok(!isSimple('object.a.all(x, object.b == object.c)'));
    assert.ok(!isSimple('object.a.all(x, object.b.startsWith(object.c))'));
    assert.ok(!isSimple('object.a.map(x, object.b + object.c) == []'));
  });

  it('needs one where it may go through it again and again', () => {
    for (const expression of [
      "object.metadata.name.matches('(a+)+$')",
      'object.a.all(x, object.b.all(y, x != y))',
      'object.a.map(x, object.b.filter(y, x == y))',
      'object.a.all(x, x in object.b)',
      'object.a.exists_one(x, object.b.indexOf(x) == 1)',
      'sets.contains(object.a, object.b)',
      "object.a.all(x, x.name.find('[a-z]+') == '')",
      'object.a.map(x, x).map(y, object.b.exists(z, z == y)) == []',
      'cel.bind(x, object.a, x.all(y, y == 1))',
      'object.a.all(x, x.text.contains(object.text))',
      '[object.a.all(x, object.b.all(y, x == y))][0]',
      "{'k': object.a.all(x, object.b.all(y, x == y))}.k",
      '!(true ? object.a.all(x, object.b.all(y, x == y)) : false)',
    ])
      assert.ok(!isSimple(expression), expression);
  });

  it('counts what variables make more of', () => {
    assert.ok(isSimple("variables.v.all(x, x == 'a') && variables.grown.a == 1"));
    assert.ok(!isSimple("variables.grown.all(x, x == 'a')"));
    assert.ok(!isSimple('variables.grown == object.a'));
    assert.ok(!isSimple("variables['grown'] == object.a"));
    const many = Array.from({ length: 40 }, () => 'object.a').join();
    assert.ok(!isSimple(`[${many}] == object.b`));
  });
});
