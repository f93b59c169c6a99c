import fs from 'node:fs';
import path from 'node:path';
import * as scales from '@radix-ui/colors';
import { brandLook, contrast } from '../../templates/brand';

const STEPS = { ...scales.slate, ...scales.indigo, ...scales.green, ...scales.amber, ...scales.red };

describe('e-mails, which know no variables,', () => {
  const layout = path.join(__dirname, '..', '..', 'templates', 'emails', 'layout', 'html.hbs');
  const colours = fs.readFileSync(layout, 'utf8').match(/#[0-9a-f]{6}/gi) ?? [];

  it('have the colours of the pages and no others', () => {
    const known = new Set<string>([...Object.values(STEPS), '#ffffff']);
    expect(colours.length).toBeGreaterThan(5);
    expect(colours.filter((colour) => !known.has(colour))).toEqual([]);
  });

  it('have the accent of the pages where nobody chose a colour', () => {
    const { color, onColor } = brandLook({});
    expect(color).toBe(scales.indigo.indigo9);
    expect(contrast(color, onColor)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('what can be typed in', () => {
  it.each([
    [scales.slate.slate9, '#ffffff'],
    [scales.slateDark.slate9, scales.slateDark.slate1],
    [scales.slateDark.slate9, scales.slateDark.slate2],
  ])('has a border that is seen: %s on %s', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
