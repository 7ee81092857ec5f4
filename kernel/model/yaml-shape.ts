// What is looked for in the words of YAML before the yaml package makes a tree of them: its composer recurses, and takes
// a time that grows with the square, or worse, of what is nested, named or left open.
import { Lexer } from 'yaml';
import { OrcError } from '#kernel/errors.ts';

/** The most that one document may have. */
export interface YamlBounds {
  /** How deep it may be nested. */
  readonly depth: number;
  readonly aliases: number;
}

/** The most directives of one document: there are two. */
const maxDirectives = 16;

/**
 * Looks at the words of a document, which costs no more than its length. Throws BadRequest for one that is beyond the
 * bounds, and for some that are no YAML.
 */
export function checkYamlShape(text: string, most: YamlBounds): void {
  let [depth, aliases, indicators, directives] = [0, 0, 0, 0];
  let before = '';
  for (const word of new Lexer().lex(text)) {
    const first = word.charAt(0);
    if (word === '[' || word === '{') depth += 1;
    else if (word === ']' || word === '}') depth -= 1;
    else if (first === '*') aliases += 1;
    else if (first === '%') directives += 1;
    else if (first === '\n') indicators = 0;
    else if (word === '?' || first === '&' || first === '!') indicators += 1;
    else if (depth === 0 && (word === '-' || word === ':')) indicators += 1;
    if (depth < 0) throw new OrcError('BadRequest', `has a "${word}" that closes nothing`);
    if (word === ',' && /^[[{,]$/.test(before))
      throw new OrcError('BadRequest', `has nothing between "${before}" and ","`);
    if (depth > most.depth || indicators > most.depth * 2)
      throw new OrcError('BadRequest', `is nested deeper than ${most.depth} levels`);
    if (aliases > most.aliases) throw new OrcError('BadRequest', `has more than ${most.aliases} aliases`);
    if (directives > maxDirectives)
      throw new OrcError('BadRequest', `has more than ${maxDirectives} directives`);
    if (first !== '#' && first.trim() !== '') before = word;
  }
}
