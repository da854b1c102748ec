import { describe, expect, test } from 'vitest';
import { fixedPoint } from '../../pipelines/fixed-point.ts';
import { searchName } from '../../pipelines/search-name.ts';
import { slugify } from '../../pipelines/slugify.ts';

describe('searchName', () => {
  test.each([
    ['Paris', 'paris'],
    ['Sant Julià de Lòria', 'sant julia de loria'],
    ['Zürich (Kreis 11) / Seebach', 'zurich kreis 11 seebach'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
    ["L'Aquila", 'laquila'],
    ['‘Ayn Ḩalāqīm', 'ayn halaqim'],
    ['Октябрьский', 'oktyabrskiy'],
    ['Հայաստան', 'hayastan'],
    ['საქართველო', 'sakartvelo'],
    ['한국', 'hangug'],
    ['中国', 'zhongguo'],
    ['  two  blanks  ', 'two blanks'],
    ['…', ''],
  ])('%s is %s', (name, expected) => {
    expect(searchName(name)).toBe(expected);
  });
});

test('a slug is the search name with hyphens', () => {
  expect(slugify('Sant Julià de Lòria')).toBe('sant-julia-de-loria');
});

describe('fixedPoint', () => {
  test.each([
    [42.57952, 5, '42.57952'],
    [-0.5, 5, '-0.50000'],
    [-0.000001, 5, '0.00000'],
    [-0, 2, '0.00'],
    [0.1 + 0.2, 2, '0.30'],
    [-14.33333333, 8, '-14.33333333'],
  ])('%d with %d digits is %s', (value, digits, expected) => {
    expect(fixedPoint(value, digits)).toBe(expected);
  });
});
