-- By these a start knows its keys. The first start after this one writes the row of the key that it has, once it opens what is there.
CREATE TABLE "sealing_key" (
    "number" INTEGER NOT NULL,
    "check_sealed" BYTEA NOT NULL,
    "check_index" BYTEA NOT NULL,
    "seals_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealing_key_pkey" PRIMARY KEY ("number")
);
