-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "types" TEXT[],
    "per_minute" INTEGER NOT NULL DEFAULT 60,
    "minute" TIMESTAMPTZ(3),
    "used" INTEGER NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_key" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "connection_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "received_event" (
    "connection_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "results" JSONB NOT NULL DEFAULT '[]',
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "received_event_pkey" PRIMARY KEY ("connection_id","message_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "types" TEXT[],
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain_event" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "cycle_id" INTEGER,
    "subject_id" TEXT NOT NULL,
    "serial" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "domain_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "event_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "queued_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "last_status" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("event_id","subscription_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "connection_person_id_key" ON "connection"("person_id");

-- CreateIndex
CREATE INDEX "connection_organisation_id_idx" ON "connection"("organisation_id");

-- CreateIndex
CREATE INDEX "connection_key_connection_id_idx" ON "connection_key"("connection_id");

-- CreateIndex
CREATE INDEX "received_event_received_at_idx" ON "received_event"("received_at");

-- CreateIndex
CREATE INDEX "subscription_connection_id_idx" ON "subscription"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_event_serial_key" ON "domain_event"("serial");

-- CreateIndex
CREATE INDEX "domain_event_subject_id_serial_idx" ON "domain_event"("subject_id", "serial");

-- CreateIndex
CREATE INDEX "domain_event_at_idx" ON "domain_event"("at");

-- CreateIndex
CREATE INDEX "delivery_subscription_id_event_id_idx" ON "delivery"("subscription_id", "event_id");

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_key" ADD CONSTRAINT "connection_key_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "received_event" ADD CONSTRAINT "received_event_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "domain_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "connection" ADD CONSTRAINT "connection_pace" CHECK ("per_minute" BETWEEN 1 AND 6000);
CREATE INDEX "delivery_open" ON "delivery" ("subscription_id", "event_id") WHERE "delivered_at" IS NULL AND "given_up_at" IS NULL;
