-- Its one row says that this database holds the sandbox's invented city; the sandbox starts on no other.
CREATE TABLE "demo_city" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seeded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "demo_city_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "demo_city_one" CHECK ("id" = 1)
);
