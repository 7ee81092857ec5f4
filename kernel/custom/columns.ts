// Columns of tables that users give their kinds: what their paths lead to, in cells of the types that they name, as
// Kubernetes has it. What is not of its column's type is no cell.
import { type CustomObject, customNames } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { Cell, Column } from '#kernel/kinds/kind.ts';
import type {
  CustomResourceColumnDefinition,
  CustomResourceDefinitionVersion,
} from '#kernel/model/gen/apiextensions.gen.ts';
import { humanDuration } from '#kernel/model/human.ts';
import { pathProblem, readPath } from '#kernel/model/json-path-text.ts';
import { valuesAt } from '#kernel/model/json-path.ts';
import { msFromTime } from '#kernel/model/time.ts';

type ColumnType = NonNullable<Column<CustomObject>['type']>;

/** How far ahead of a master's clock a time may be that counts as now. */
const aheadMs = 1000;

/** How long ago a time was. Of what is yet to come tables have nothing to say. */
function since(text: string, nowMs: number): string {
  if (text === '') return '<unknown>';
  const ms = msFromTime(text);
  return ms === undefined || ms > nowMs + aheadMs ? '<invalid>' : humanDuration(nowMs - ms);
}

const cells: Readonly<Record<ColumnType, (value: unknown, nowMs: number) => Cell>> = {
  string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  integer: (value) => (typeof value === 'number' ? Math.trunc(value) : null),
  number: (value) => (typeof value === 'number' ? value : null),
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: (value, nowMs) => (typeof value === 'string' ? since(value, nowMs) : null),
};

function isColumnType(type: string): type is ColumnType {
  return Object.hasOwn(cells, type);
}

/**
 * What a column's path leads to, of several values the first, as in Kubernetes. Nothing where the path can't be read or
 * looks at too much: a table shows what it can, and a definition may be older than the rules.
 */
function columnValue(path: string): (object: CustomObject) => unknown {
  const steps = pathProblem(path) === undefined ? readPath(path) : undefined;
  return (object) => {
    if (steps === undefined) return undefined;
    // Paths are about the object as its users see it.
    const shown = { ...object, kind: customNames(object.kind).kind };
    try {
      return valuesAt(steps, shown)[0];
    } catch (error) {
      if (error instanceof OrcError) return undefined;
      throw error;
    }
  };
}

function columnOf(given: CustomResourceColumnDefinition): Column<CustomObject> {
  const { name, jsonPath, format, priority } = given;
  const type = isColumnType(given.type) ? given.type : 'string';
  const valueOf = columnValue(jsonPath);
  return {
    name,
    type,
    description:
      given.description === undefined || given.description === ''
        ? `What the path ${jsonPath} leads to.`
        : given.description,
    ...(format !== undefined && { format }),
    ...(priority !== undefined && { priority }),
    value(object, nowMs) {
      const value = valueOf(object);
      return value === undefined || value === null ? null : cells[type](value, nowMs);
    },
  };
}

/** The columns of a version of a kind. */
export function customColumns({
  additionalPrinterColumns = [],
}: Pick<CustomResourceDefinitionVersion, 'additionalPrinterColumns'>): readonly Column<CustomObject>[] {
  const own = additionalPrinterColumns.map(columnOf);
  return [nameColumn, ...(own.length > 0 ? own : [{ ...ageColumn, type: 'date' as const }])];
}
