-- An exemption that was granted by mistake, or whose reason is gone, can be revoked: a state of its own, which the other cases do not have.
CREATE TYPE "ExemptionState" AS ENUM ('OPEN', 'GRANTED', 'REFUSED', 'REVOKED');

DROP INDEX "exemption_standing";

-- AlterTable
ALTER TABLE "exemption" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "exemption" ALTER COLUMN "state" TYPE "ExemptionState" USING "state"::text::"ExemptionState";
ALTER TABLE "exemption" ALTER COLUMN "state" SET DEFAULT 'OPEN';
ALTER TABLE "exemption" ADD COLUMN "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN "revoked_by_id" UUID,
ADD COLUMN "revoked_why" TEXT;

ALTER TABLE "exemption" ADD CONSTRAINT "exemption_revoked"
  CHECK (("state" = 'REVOKED') = ("revoked_at" IS NOT NULL AND "revoked_by_id" IS NOT NULL AND "revoked_why" IS NOT NULL));
CREATE UNIQUE INDEX "exemption_standing" ON "exemption" ("person_id", "cycle_id") WHERE "state" IN ('OPEN', 'GRANTED');
