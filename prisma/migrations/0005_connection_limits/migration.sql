-- AlterTable
ALTER TABLE "connection" ADD COLUMN "max_bytes" INTEGER NOT NULL DEFAULT 1048576;

-- AlterTable
ALTER TABLE "subscription" ADD COLUMN "organisation_id" TEXT;
UPDATE "subscription" SET "organisation_id" = "connection"."organisation_id" FROM "connection" WHERE "connection"."id" = "subscription"."connection_id";
ALTER TABLE "subscription" ALTER COLUMN "organisation_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "counted_call" (
    "connection_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "counted_call_pkey" PRIMARY KEY ("connection_id","code","hour")
);

-- CreateIndex
CREATE INDEX "counted_call_hour_idx" ON "counted_call"("hour");

-- AddForeignKey
ALTER TABLE "counted_call" ADD CONSTRAINT "counted_call_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "connection" ADD CONSTRAINT "connection_size" CHECK ("max_bytes" BETWEEN 1024 AND 16777216);
ALTER TABLE "counted_call" ADD CONSTRAINT "counted_call_some" CHECK ("count" > 0);

-- Connections that were there before were held by the setting alone, and could fetch whatever their organisation's kind allowed.
UPDATE "connection" SET "max_bytes" = 16777216;
UPDATE "connection" SET "types" = coalesce("connection"."types", '{}')
  || CASE WHEN organisation."kind" IN ('CITY', 'DISTRICT', 'TRAINING_CENTRE', 'SCHOOL')
       THEN ARRAY['download.publicity', 'download.statistics'] ELSE '{}' END
  || CASE WHEN organisation."kind" = 'CITY' THEN ARRAY['download.export'] ELSE '{}' END
FROM "organisation" WHERE organisation."id" = "connection"."organisation_id";
