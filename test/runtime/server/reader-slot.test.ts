import { expect, test, vi } from 'vitest';
import type { CatalogReader } from '../../../src/catalog/read/catalog.ts';
import { createReaderSlot } from '../../../src/runtime/server/reader-slot.ts';

const reader = (): CatalogReader => ({ read: vi.fn(), close: vi.fn() });

test('the newest reader is current, and each is closed once', () => {
  const [first, second] = [reader(), reader()];
  const slot = createReaderSlot();
  expect(() => slot.current()).toThrow('no catalog is open');
  slot.replace(first);
  slot.replace(second);
  expect(slot.current()).toBe(second);
  expect(first.close).toHaveBeenCalledOnce();
  expect(second.close).not.toHaveBeenCalled();
  slot.replace(null);
  slot.replace(null);
  expect(second.close).toHaveBeenCalledOnce();
  expect(() => slot.current()).toThrow('no catalog is open');
});
