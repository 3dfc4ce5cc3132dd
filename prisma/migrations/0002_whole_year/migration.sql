-- CreateEnum
CREATE TYPE "ComplaintState" AS ENUM ('REGISTERED', 'INVESTIGATING', 'SETTLED');

-- CreateEnum
CREATE TYPE "ComplaintChannel" AS ENUM ('BOT', 'PHONE', 'WEB');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('OPEN', 'GRANTED', 'REFUSED');

-- CreateEnum
CREATE TYPE "SnapshotBasis" AS ENUM ('CONFIRMATION', 'FROZEN');

-- CreateEnum
CREATE TYPE "ExportRowState" AS ENUM ('EXPORTED', 'IMPORTED', 'REJECTED');

-- AlterEnum
ALTER TYPE "RequestKind" ADD VALUE 'REGISTER_TEACHER';

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "cycle_id" INTEGER,
ADD COLUMN     "desk" TEXT;

-- AlterTable
ALTER TABLE "grant" ADD COLUMN     "withdrawn_why" TEXT;

-- AlterTable
ALTER TABLE "invite" ADD COLUMN     "organisation_id" TEXT,
ADD COLUMN     "role" "Role",
ALTER COLUMN "created_by_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "hour_record" ADD COLUMN     "import_id" UUID,
ADD COLUMN     "organisation_id" TEXT;

-- CreateTable
CREATE TABLE "opened" (
    "person_id" UUID NOT NULL,
    "declaration_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opened_pkey" PRIMARY KEY ("person_id","declaration_id")
);

-- CreateTable
CREATE TABLE "publicity" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by_id" UUID NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "list" JSONB NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "withdrawn_why" TEXT,
    "taken_down_at" TIMESTAMPTZ(3),
    "taken_down_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "publicity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step" (
    "organisation_id" TEXT NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,
    "done_by_id" UUID,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "step_pkey" PRIMARY KEY ("cycle_id","organisation_id","step")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "basis" "SnapshotBasis" NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint" (
    "id" UUID NOT NULL,
    "serial" SERIAL NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "handler_id" TEXT NOT NULL,
    "about_person_id" UUID,
    "about_name" TEXT,
    "declaration_id" UUID,
    "channel" "ComplaintChannel" NOT NULL,
    "text" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "complainant_account_id" BIGINT,
    "complainant_sealed" BYTEA,
    "entered_by_id" UUID,
    "state" "ComplaintState" NOT NULL DEFAULT 'REGISTERED',
    "version" INTEGER NOT NULL DEFAULT 1,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "referral" TEXT,
    "upheld" BOOLEAN,
    "finding" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by_id" UUID,
    "late" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "record_id" UUID,
    "person_id" UUID NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,
    "answer" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by_id" UUID,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exemption" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "reason_id" TEXT NOT NULL,
    "note" TEXT,
    "state" "CaseState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,

    CONSTRAINT "exemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "cycle_id" INTEGER,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "accepted" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "serial" SERIAL NOT NULL,
    "cycle_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" UUID,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_row" (
    "export_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "state" "ExportRowState" NOT NULL DEFAULT 'EXPORTED',
    "digest" TEXT NOT NULL,
    "message" TEXT,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_row_pkey" PRIMARY KEY ("export_id","person_id")
);

-- CreateIndex
CREATE INDEX "publicity_cycle_id_ends_at_idx" ON "publicity"("cycle_id", "ends_at");

-- CreateIndex
CREATE INDEX "snapshot_cycle_id_organisation_id_basis_taken_at_idx" ON "snapshot"("cycle_id", "organisation_id", "basis", "taken_at");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_serial_key" ON "complaint"("serial");

-- CreateIndex
CREATE INDEX "complaint_handler_id_cycle_id_state_idx" ON "complaint"("handler_id", "cycle_id", "state");

-- CreateIndex
CREATE INDEX "complaint_organisation_id_cycle_id_state_idx" ON "complaint"("organisation_id", "cycle_id", "state");

-- CreateIndex
CREATE INDEX "complaint_declaration_id_idx" ON "complaint"("declaration_id");

-- CreateIndex
CREATE INDEX "dispute_organisation_id_state_idx" ON "dispute"("organisation_id", "state");

-- CreateIndex
CREATE INDEX "dispute_person_id_idx" ON "dispute"("person_id");

-- CreateIndex
CREATE INDEX "exemption_organisation_id_cycle_id_state_idx" ON "exemption"("organisation_id", "cycle_id", "state");

-- CreateIndex
CREATE INDEX "exemption_person_id_cycle_id_idx" ON "exemption"("person_id", "cycle_id");

-- CreateIndex
CREATE INDEX "transfer_from_id_state_idx" ON "transfer"("from_id", "state");

-- CreateIndex
CREATE INDEX "transfer_person_id_idx" ON "transfer"("person_id");

-- CreateIndex
CREATE INDEX "registration_organisation_id_state_idx" ON "registration"("organisation_id", "state");

-- CreateIndex
CREATE INDEX "import_organisation_id_kind_at_idx" ON "import"("organisation_id", "kind", "at");

-- CreateIndex
CREATE UNIQUE INDEX "export_serial_key" ON "export"("serial");

-- CreateIndex
CREATE INDEX "export_cycle_id_made_at_idx" ON "export"("cycle_id", "made_at");

-- CreateIndex
CREATE INDEX "export_row_person_id_idx" ON "export_row"("person_id");

-- CreateIndex
CREATE INDEX "hour_record_organisation_id_cycle_id_idx" ON "hour_record"("organisation_id", "cycle_id");

-- AddForeignKey
ALTER TABLE "hour_record" ADD CONSTRAINT "hour_record_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opened" ADD CONSTRAINT "opened_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opened" ADD CONSTRAINT "opened_declaration_id_fkey" FOREIGN KEY ("declaration_id") REFERENCES "declaration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publicity" ADD CONSTRAINT "publicity_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publicity" ADD CONSTRAINT "publicity_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_about_person_id_fkey" FOREIGN KEY ("about_person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_declaration_id_fkey" FOREIGN KEY ("declaration_id") REFERENCES "declaration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "hour_record"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exemption" ADD CONSTRAINT "exemption_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exemption" ADD CONSTRAINT "exemption_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_cycle_id_fkey" FOREIGN KEY ("cycle_id") REFERENCES "cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_row" ADD CONSTRAINT "export_row_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A link gives a role in an organisation, or none at all.
ALTER TABLE "invite" ADD CONSTRAINT "invite_role_somewhere" CHECK (("role" IS NULL) = ("organisation_id" IS NULL));
-- One database is one city: its freeze, its statistics and its export are of everybody.
CREATE UNIQUE INDEX "organisation_one_city" ON "organisation" ("kind") WHERE "kind" = 'CITY' AND "parent_id" IS NULL;
ALTER TABLE "publicity" ADD CONSTRAINT "publicity_period" CHECK ("starts_at" < "ends_at");
CREATE UNIQUE INDEX "publicity_standing" ON "publicity" ("organisation_id", "cycle_id") WHERE "withdrawn_at" IS NULL;
-- A settled complaint has a finding.
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_settled_has_finding"
  CHECK ("state" <> 'SETTLED' OR ("upheld" IS NOT NULL AND "finding" IS NOT NULL AND "settled_at" IS NOT NULL));
CREATE UNIQUE INDEX "dispute_open" ON "dispute" ("record_id") WHERE "state" = 'OPEN' AND "record_id" IS NOT NULL;
CREATE UNIQUE INDEX "exemption_standing" ON "exemption" ("person_id", "cycle_id") WHERE "state" <> 'REFUSED';
-- Frozen data do not change, so they are taken once (ruling 9).
CREATE UNIQUE INDEX "snapshot_frozen_once" ON "snapshot" ("organisation_id", "cycle_id") WHERE "basis" = 'FROZEN';
CREATE UNIQUE INDEX "transfer_open" ON "transfer" ("person_id") WHERE "state" = 'OPEN';
CREATE UNIQUE INDEX "registration_open" ON "registration" ("organisation_id") WHERE "state" = 'OPEN';
-- One course in one period stands once on a teacher's record, whatever file names it how often (ruling 6).
CREATE UNIQUE INDEX "hour_record_once" ON "hour_record" ("person_id", "cycle_id", "course_name", "from", "to");

-- Nothing of a frozen cycle changes, on whatever way it is tried (invariant 5). The share lock lets the freeze wait for
-- decisions that were judged before it and keeps every later one out.
CREATE FUNCTION refuse_when_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned int := CASE WHEN TG_OP = 'DELETE' THEN OLD.cycle_id ELSE NEW.cycle_id END;
  frozen timestamptz;
BEGIN
  SELECT frozen_at INTO frozen FROM "cycle" WHERE id = concerned FOR SHARE;
  IF frozen IS NOT NULL THEN
    RAISE EXCEPTION 'Cycle % is frozen since %: nothing of it changes any more.', concerned, frozen USING ERRCODE = 'XS001';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER "declaration_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "declaration"
  FOR EACH ROW EXECUTE FUNCTION refuse_when_frozen();
CREATE TRIGGER "hour_record_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "hour_record"
  FOR EACH ROW EXECUTE FUNCTION refuse_when_frozen();
CREATE TRIGGER "exemption_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "exemption"
  FOR EACH ROW EXECUTE FUNCTION refuse_when_frozen();
-- What is still open may be settled after the freeze, but it no longer returns an item.
CREATE TRIGGER "complaint_frozen" BEFORE INSERT OR DELETE ON "complaint"
  FOR EACH ROW EXECUTE FUNCTION refuse_when_frozen();
CREATE TRIGGER "publicity_frozen" BEFORE INSERT OR DELETE OR UPDATE OF "starts_at", "ends_at", "list", "withdrawn_at" ON "publicity"
  FOR EACH ROW EXECUTE FUNCTION refuse_when_frozen();

-- The queues' order is total: whoever looks for the next of many that came at the same moment reads one entry.
DROP INDEX "declaration_organisation_id_cycle_id_state_waiting_since_idx";
CREATE INDEX "declaration_organisation_id_cycle_id_state_waiting_since_id_idx" ON "declaration" ("organisation_id", "cycle_id", "state", "waiting_since", "id");
-- The second round comes first in an office's queue, and is few among many.
CREATE INDEX "declaration_second_round" ON "declaration" ("organisation_id", "cycle_id", "state", "waiting_since", "id") WHERE "round" = 2;

-- The seal looks up the last entry of its chain. A plan made while the trail was empty would read all of it for every entry,
-- which a freeze of a whole city feels: the index is used whatever the statistics say.
ALTER FUNCTION audit_seal() SET enable_seqscan = off;
