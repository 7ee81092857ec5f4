// Tables as kubectl prints them: columns three spaces apart, as wide as their widest cell so far.
import { cellText, isWide } from '#kernel/kinds/columns.ts';
import type { Column, KindDefinition } from '#kernel/kinds/kind.ts';
import { labelText } from '#kernel/model/human.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** Aligns rows that come bit by bit: a column never gets narrower. */
export class Aligner {
  readonly #widths: number[] = [];

  /** The rows as lines, aligned with each other and with those before. */
  lines(rows: readonly (readonly string[])[]): string[] {
    for (const cells of rows)
      for (const [column, cell] of cells.entries())
        this.#widths[column] = Math.max(this.#widths[column] ?? 0, cell.length);
    return rows.map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(this.#widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    );
  }
}

/** Rows of cells as aligned text, the first row the headings. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
  return new Aligner().lines(rows).join('\n');
}

export interface TableOptions {
  readonly wide: boolean;
  readonly allNamespaces: boolean;
  readonly showLabels: boolean;
  readonly labelColumns: readonly string[];
  /** Whether names carry their kind, because several kinds are shown. */
  readonly withKind: boolean;
  readonly nowMs: number;
}

function shownOf(
  { columns }: KindDefinition<OrcObject>,
  { wide }: TableOptions,
): readonly Column<OrcObject>[] {
  return wide ? columns : columns.filter((column) => !isWide(column));
}

/** The headings of the table of a kind, in the version of its definition. */
export function headings(definition: KindDefinition<OrcObject>, options: TableOptions): string[] {
  const columns = shownOf(definition, options).map(({ name }) => name.toUpperCase());
  const own = options.allNamespaces && definition.namespaced ? ['NAMESPACE', ...columns] : columns;
  const labels = options.labelColumns.map((label) => (label.split('/').at(-1) ?? label).toUpperCase());
  return [...own, ...labels, ...(options.showLabels ? ['LABELS'] : [])];
}

/** A cell as one line: what objects hold may have line breaks and control characters in it. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (unit) => JSON.stringify(unit).slice(1, -1));
}

/** An object's row in that table. */
export function row(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
  options: TableOptions,
): string[] {
  const kindName = `${definition.singular}${definition.group === '' ? '' : `.${definition.group}`}`;
  const cells = shownOf(definition, options).map((column) => {
    const text = printable(cellText(column.value(object, options.nowMs)));
    return options.withKind && column.format === 'name' ? `${kindName}/${text}` : text;
  });
  const own =
    options.allNamespaces && definition.namespaced ? [object.metadata.namespace ?? '', ...cells] : cells;
  const labels = options.labelColumns.map((label) => object.metadata.labels?.[label] ?? '<none>');
  return [...own, ...labels, ...(options.showLabels ? [labelText(object.metadata.labels)] : [])];
}
