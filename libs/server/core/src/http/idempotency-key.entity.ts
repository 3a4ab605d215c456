import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An answer already given to a key of a person: the same key gives the same answer, one effect. */
@Entity('idempotency_key')
@Index('idempotency_key_created', ['createdAt'])
export class IdempotencyKeyRow {
  @PrimaryColumn('uuid') accountId!: string;
  /** The action and its object: `application.submit/<id>`. */
  @PrimaryColumn('text') scope!: string;
  @PrimaryColumn('text') key!: string;
  /** SHA-256 of the request: the same key with another request is refused. */
  @Column('text') fingerprint!: string;
  @Column({ type: 'jsonb', nullable: true }) answer!: unknown;
  @Column('timestamptz') createdAt!: Date;
}
