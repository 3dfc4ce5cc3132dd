-- AlterTable
ALTER TABLE "account" ADD COLUMN     "muted_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminder_hour" INTEGER;

-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN     "broadcast_id" UUID,
ADD COLUMN     "quiet_until" TIMESTAMPTZ(3),
ADD COLUMN     "said" TEXT;

-- CreateTable
CREATE TABLE "broadcast" (
    "id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "started_by_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "total" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "card_chat_id" BIGINT,
    "card_message_id" INTEGER,
    "shown" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "broadcast_organisation_id_started_at_idx" ON "broadcast"("organisation_id", "started_at");

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- How far a broadcast is, and what waits for the morning.
CREATE INDEX "outbox_broadcast" ON "outbox_message" ("broadcast_id", "state") WHERE "broadcast_id" IS NOT NULL;
CREATE INDEX "broadcast_running" ON "broadcast" ("id") WHERE "finished_at" IS NULL;
-- What is due is what does not wait for the morning or for a broadcast to go on.
DROP INDEX "outbox_due";
CREATE INDEX "outbox_due" ON "outbox_message" ("priority", "id") WHERE "state" = 'NEW' AND "quiet_until" IS NULL;
CREATE INDEX "outbox_quiet" ON "outbox_message" ("quiet_until") WHERE "state" = 'NEW' AND "quiet_until" IS NOT NULL;
CREATE INDEX "outbox_said" ON "outbox_message" ("chat_id", "said") WHERE "said" IS NOT NULL;
ALTER TABLE "account" ADD CONSTRAINT "account_reminder_hour" CHECK ("reminder_hour" BETWEEN 0 AND 23);
