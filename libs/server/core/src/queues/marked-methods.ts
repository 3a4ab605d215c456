import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** Finds methods of providers by the decorator on them. */
@Injectable()
export class MarkedMethods {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Every provider method that carries the decorator, bound to its provider. */
  with<M>(
    decorator: { KEY: string } & ((mark?: M) => unknown),
  ): { mark: M; call: (...args: unknown[]) => Promise<unknown>; name: string }[] {
    return this.discovery.getProviders().flatMap((wrapper) => {
      const instance: unknown = wrapper.instance;
      if (typeof instance !== 'object' || instance === null || wrapper.isAlias) {
        return [];
      }
      const prototype: unknown = Object.getPrototypeOf(instance);
      return typeof prototype === 'object' && prototype !== null
        ? this.scanner
            .getAllMethodNames(prototype)
            .flatMap((name) => markedMethod<M>(instance, name, decorator.KEY))
        : [];
    });
  }
}

function markedMethod<M>(
  instance: object,
  name: string,
  key: string,
): { mark: M; call: (...args: unknown[]) => Promise<unknown>; name: string }[] {
  const method: unknown = Reflect.get(instance, name);
  if (typeof method !== 'function') {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- the decorator with this key wrote the mark
  const mark: M | undefined = Reflect.getMetadata(key, method);
  return mark === undefined
    ? []
    : [
        {
          mark,
          name: `${instance.constructor.name}.${name}`,
          call: async (...args): Promise<unknown> => {
            const result: unknown = await Reflect.apply(method, instance, args);
            return result;
          },
        },
      ];
}
