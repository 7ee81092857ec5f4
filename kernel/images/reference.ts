// The texts that name images, read as Docker reads them: what is no host stands for Docker's own registry, and its
// images of one word are in `library/`.

/** What the text of an image says in full. */
export interface ImageReference {
  /** The registry, with its port where the text has one. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
  /** The bytes that the text itself names; undefined for a tag alone. */
  readonly digest: string | undefined;
}

/** The registry of images that name none, in their names, and where it answers. */
const defaultHost = 'docker.io';
const defaultAddress = 'registry-1.docker.io';
/** Names by which the same registry went before. */
const formerHosts: readonly string[] = ['index.docker.io'];
/** The longest text that is looked at, in UTF-16 units: a name has at most 255, a tag 128, a digest 71. */
const longestText = 512;
const longestName = 255;

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const hostPattern = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9a-fA-F:]+\\])(?::([0-9]{1,5}))?$`);
const componentPattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const tagPattern = /^[\w][\w.-]{0,127}$/;
/** A digest of whichever algorithm. */
const anyDigestPattern = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/i;
/** What can't be told from an image's id. */
const idPattern = /^[0-9a-f]{64}$/;

/** Whether a text is a digest that an image may be pinned to. */
export function isDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/** Whether a text is a host, by name or address, with or without a port. */
export function isRegistryHost(text: string): boolean {
  const port = text.length > longestName ? null : hostPattern.exec(text);
  return port !== null && (port[1] === undefined || (Number(port[1]) > 0 && Number(port[1]) < 65_536));
}

/** The one name of a registry that has several. */
export function registryName(host: string): string {
  return formerHosts.includes(host) ? defaultHost : host;
}

/** Where the registry of this name answers, unless configuration says otherwise. */
export function registryAddress(host: string): string {
  return host === defaultHost ? defaultAddress : host;
}

function isHostPart(text: string): boolean {
  return /[.:[]/.test(text) || text === 'localhost' || text.toLowerCase() !== text;
}

/** What the text of an image says; undefined when no image can have that name. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.length > longestText) return undefined;
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !anyDigestPattern.test(digest)) return undefined;
  const tagged = at < 0 ? text : text.slice(0, at);
  const name = withoutTag(tagged);
  const tag = name.length === tagged.length ? 'latest' : tagged.slice(name.length + 1);
  if (!tagPattern.test(tag) || name.length > longestName || idPattern.test(name)) return undefined;
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasHost = slash >= 0 && isHostPart(first);
  const host = hasHost ? registryName(first) : defaultHost;
  const path = hasHost ? name.slice(slash + 1) : name;
  const components = path.split('/');
  if (!isRegistryHost(host) || !components.every((each) => componentPattern.test(each))) return undefined;
  const repository = host === defaultHost && components.length === 1 ? `library/${path}` : path;
  return { host, repository, tag, digest };
}

/** A name with its tag taken away; a port is none. */
function withoutTag(text: string): string {
  const colon = text.lastIndexOf(':');
  return colon > text.lastIndexOf('/') ? text.slice(0, colon) : text;
}

/** The name by which the bytes of a digest are pulled, of the image that a text names. */
export function nameByDigest(text: string, digest: string): string {
  const [tagged = ''] = text.split('@');
  return `${withoutTag(tagged)}@${digest}`;
}
