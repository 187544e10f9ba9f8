/**
 * Wraps a view model so that reading a field which it does not have throws. Lists keep their methods;
 * what the language itself looks up (symbols, `toJSON`) passes.
 */
export function strictModel<T extends object>(model: T, path = 'page'): T {
  return new Proxy(model, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || key === 'toJSON') return value;
      if (!(key in target)) throw new ReferenceError(`${path}.${key} is not a field of the view model`);
      if (value === undefined) throw new ReferenceError(`${path}.${key} is undefined; say null`);
      return typeof value === 'object' && value !== null ? strictModel(value, `${path}.${key}`) : value;
    },
  });
}
