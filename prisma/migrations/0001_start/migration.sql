-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('CITY', 'DISTRICT', 'TRAINING_CENTRE', 'SCHOOL', 'PROVIDER');

-- CreateEnum
CREATE TYPE "Ownership" AS ENUM ('STATE', 'PRIVATE');

-- CreateEnum
CREATE TYPE "SchoolType" AS ENUM ('SECONDARY', 'VOCATIONAL', 'SPECIAL', 'PRIMARY', 'KINDERGARTEN', 'OTHER');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('TEACHER', 'SCHOOL_ADMIN', 'HR_OFFICER', 'PRINCIPAL', 'DISTRICT_REVIEWER', 'PROVIDER', 'CITY_OPERATOR', 'CITY_SUPERVISOR');

-- CreateEnum
CREATE TYPE "Category" AS ENUM ('PUBLIC', 'PROFESSIONAL', 'ELECTIVE');

-- CreateEnum
CREATE TYPE "RecordSource" AS ENUM ('AUTO', 'PROVIDER', 'SCHOOL');

-- CreateEnum
CREATE TYPE "DeclarationState" AS ENUM ('SUBMITTED', 'RETURNED_BY_SCHOOL', 'APPROVED_BY_SCHOOL', 'CONFIRMED_BY_PRINCIPAL', 'APPROVED_BY_DISTRICT', 'RETURNED_BY_DISTRICT', 'INVALID', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('CERTIFICATE', 'TRANSLATION', 'HOURS_PROOF');

-- CreateEnum
CREATE TYPE "RequestKind" AS ENUM ('REBIND', 'NOT_ON_ROSTER', 'CORRECT_NAME', 'CORRECT_ID_NUMBER', 'CORRECT_FIELD');

-- CreateEnum
CREATE TYPE "RequestState" AS ENUM ('OPEN', 'GRANTED', 'REFUSED');

-- CreateEnum
CREATE TYPE "InboxState" AS ENUM ('NEW', 'DONE', 'PARKED');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('NEW', 'SENT', 'FAILED', 'UNREACHABLE');

-- CreateTable
CREATE TABLE "cycle" (
    "id" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" TEXT NOT NULL,
    "kind" "OrganisationKind" NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" TEXT,
    "code" TEXT,
    "ownership" "Ownership",
    "school_type" "SchoolType",
    "contacts" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "certificate_number" TEXT,
    "id_kind" TEXT,
    "id_sealed" BYTEA,
    "id_index" BYTEA,
    "id_masked" TEXT,
    "gender" TEXT,
    "birth_date" DATE,
    "phone" TEXT,
    "stage" TEXT,
    "subject" TEXT,
    "title" TEXT,
    "title_date" DATE,
    "duty_status" TEXT,
    "staff_category" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" BIGINT NOT NULL,
    "person_id" UUID,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "focus" JSONB,
    "menu" TEXT,
    "failed_tries" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "unreachable_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "account_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" UUID NOT NULL,
    "word_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" UUID NOT NULL,
    "kind" "RequestKind" NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "person_id" UUID,
    "account_id" BIGINT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "id_sealed" BYTEA,
    "state" "RequestState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "profile_confirmation" (
    "person_id" UUID NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "fields" JSONB NOT NULL,
    "sheet_signed_at" TIMESTAMPTZ(3),
    "sheet_signed_by_id" UUID,

    CONSTRAINT "profile_confirmation_pkey" PRIMARY KEY ("person_id","cycle_id")
);

-- CreateTable
CREATE TABLE "hour_record" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "category" "Category" NOT NULL,
    "source" "RecordSource" NOT NULL,
    "course_name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "hours" DOUBLE PRECISION NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hour_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "declaration" (
    "id" UUID NOT NULL,
    "serial" SERIAL NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "state" "DeclarationState" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "category" "Category" NOT NULL,
    "activity_type" TEXT NOT NULL,
    "course_name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "hours" DOUBLE PRECISION NOT NULL,
    "claim" JSONB NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "waiting_since" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "reason_id" TEXT,
    "note" TEXT,
    "late" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "declaration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "declaration_id" UUID,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "asking" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "draft_id" UUID,
    "declaration_id" UUID,
    "kind" "EvidenceKind" NOT NULL,
    "sha256" TEXT NOT NULL,
    "display_sha256" TEXT NOT NULL,
    "thumbnail_sha256" TEXT NOT NULL,
    "perceptual_hash" TEXT NOT NULL,
    "hints" JSONB NOT NULL,
    "messenger_unique" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "chain" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_role" TEXT,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "cycle_id" INTEGER,
    "details" JSONB NOT NULL DEFAULT '{}',
    "previous" BYTEA NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "inbox_update" (
    "lane_id" BIGINT NOT NULL,
    "update_id" BIGINT NOT NULL,
    "payload" BYTEA,
    "state" "InboxState" NOT NULL DEFAULT 'NEW',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "inbox_update_pkey" PRIMARY KEY ("lane_id","update_id")
);

-- CreateTable
CREATE TABLE "inbox_lane" (
    "id" BIGINT NOT NULL,
    "arrivals" BIGINT NOT NULL DEFAULT 0,
    "ready_at" TIMESTAMPTZ(6),
    "leased_until" TIMESTAMPTZ(6),
    "lease" TEXT,

    CONSTRAINT "inbox_lane_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "key" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "OutboxState" NOT NULL DEFAULT 'NEW',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "lease" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_pace" (
    "id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "send_pace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_code_key" ON "organisation"("code");

-- CreateIndex
CREATE INDEX "organisation_parent_id_idx" ON "organisation"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_certificate_number_key" ON "person"("certificate_number");

-- CreateIndex
CREATE UNIQUE INDEX "person_id_index_key" ON "person"("id_index");

-- CreateIndex
CREATE INDEX "person_organisation_id_name_idx" ON "person"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "grant_person_id_idx" ON "grant"("person_id");

-- CreateIndex
CREATE INDEX "grant_organisation_id_role_idx" ON "grant"("organisation_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "account_person_id_key" ON "account"("person_id");

-- CreateIndex
CREATE INDEX "consent_account_id_idx" ON "consent"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_word_hash_key" ON "invite"("word_hash");

-- CreateIndex
CREATE INDEX "invite_person_id_idx" ON "invite"("person_id");

-- CreateIndex
CREATE INDEX "request_organisation_id_state_idx" ON "request"("organisation_id", "state");

-- CreateIndex
CREATE INDEX "hour_record_person_id_cycle_id_idx" ON "hour_record"("person_id", "cycle_id");

-- CreateIndex
CREATE UNIQUE INDEX "declaration_serial_key" ON "declaration"("serial");

-- CreateIndex
CREATE INDEX "declaration_person_id_cycle_id_idx" ON "declaration"("person_id", "cycle_id");

-- CreateIndex
CREATE INDEX "declaration_organisation_id_cycle_id_state_waiting_since_idx" ON "declaration"("organisation_id", "cycle_id", "state", "waiting_since");

-- CreateIndex
CREATE UNIQUE INDEX "draft_declaration_id_key" ON "draft"("declaration_id");

-- CreateIndex
CREATE INDEX "draft_person_id_cycle_id_idx" ON "draft"("person_id", "cycle_id");

-- CreateIndex
CREATE INDEX "evidence_draft_id_idx" ON "evidence"("draft_id");

-- CreateIndex
CREATE INDEX "evidence_declaration_id_idx" ON "evidence"("declaration_id");

-- CreateIndex
CREATE INDEX "evidence_sha256_idx" ON "evidence"("sha256");

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_idx" ON "audit_entry"("subject_id");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile_confirmation" ADD CONSTRAINT "profile_confirmation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile_confirmation" ADD CONSTRAINT "profile_confirmation_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_record" ADD CONSTRAINT "hour_record_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_record" ADD CONSTRAINT "hour_record_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_declaration_id_fkey" FOREIGN KEY ("declaration_id") REFERENCES "declaration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_declaration_id_fkey" FOREIGN KEY ("declaration_id") REFERENCES "declaration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema language has no words for.

-- Hours come in halves and are never negative (domain, section 1).
ALTER TABLE "hour_record" ADD CONSTRAINT "hour_record_hours" CHECK ("hours" > 0 AND "hours" * 2 = floor("hours" * 2));
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_hours" CHECK ("hours" > 0 AND "hours" * 2 = floor("hours" * 2));
ALTER TABLE "hour_record" ADD CONSTRAINT "hour_record_dates" CHECK ("from" <= "to");
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_dates" CHECK ("from" <= "to");
-- A return carries a reason (invariant 2).
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_return_has_reason"
  CHECK ("state" NOT IN ('RETURNED_BY_SCHOOL', 'RETURNED_BY_DISTRICT') OR "reason_id" IS NOT NULL);
-- A picture belongs to a draft or to a declaration; when a draft is thrown away it belongs to nobody until it is purged.
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_one_home" CHECK (NOT ("draft_id" IS NOT NULL AND "declaration_id" IS NOT NULL));

CREATE UNIQUE INDEX "grant_held" ON "grant" ("person_id", "role", "organisation_id") WHERE "withdrawn_at" IS NULL;
CREATE UNIQUE INDEX "consent_standing" ON "consent" ("account_id", "version") WHERE "withdrawn_at" IS NULL;
CREATE UNIQUE INDEX "request_open" ON "request" ("account_id", "kind", (details->>'field')) NULLS NOT DISTINCT WHERE "state" = 'OPEN';

-- The work lists: small however long the history grows.
CREATE INDEX "lane_ready" ON "inbox_lane" ("ready_at") WHERE "ready_at" IS NOT NULL;
CREATE INDEX "outbox_due" ON "outbox_message" ("priority", "id") WHERE "state" = 'NEW';
CREATE INDEX "outbox_chat" ON "outbox_message" ("chat_id", "id") WHERE "state" = 'NEW';
CREATE UNIQUE INDEX "outbox_once" ON "outbox_message" ("key") WHERE "key" IS NOT NULL;

-- Room in each page, so that what changes with every answer is written in place.
ALTER TABLE "inbox_update" SET (fillfactor = 70);
ALTER TABLE "inbox_lane" SET (fillfactor = 50);
ALTER TABLE "draft" SET (fillfactor = 60);

INSERT INTO "send_pace" ("id") VALUES ('bulk'), ('all');

-- The audit trail: every entry takes the next number of its chain and seals the one before it (invariant 8). The lock
-- makes writers of one chain follow each other; entries of different organisations never wait for one another.
CREATE FUNCTION audit_body(entry "audit_entry") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT convert_to(jsonb_build_object(
    'chain', entry.chain, 'seq', entry.seq, 'at', extract(epoch FROM entry.at), 'actorId', entry.actor_id,
    'actorRole', entry.actor_role, 'action', entry.action, 'subjectKind', entry.subject_kind,
    'subjectId', entry.subject_id, 'cycleId', entry.cycle_id, 'details', entry.details)::text, 'UTF8')
$$;

CREATE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last "audit_entry";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.chain, 0));
  SELECT * INTO last FROM "audit_entry" WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.previous := coalesce(last.seal, '\x'::bytea);
  NEW.seal := sha256(NEW.previous || audit_body(NEW));
  RETURN NEW;
END
$$;
CREATE TRIGGER "audit_entry_seal" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION audit_seal();

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only.';
END
$$;
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER "audit_entry_no_truncate" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
