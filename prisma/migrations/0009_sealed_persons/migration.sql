-- What stood in the clear waits here until the next start, which has the key, seals it (seal-what-lay-open.ts).
CREATE TABLE "to_seal" (
    "place" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "to_seal_pkey" PRIMARY KEY ("place","row_id")
);

-- The mask is made when it is shown; a birth date beside it would tell too much.
ALTER TABLE "person" ADD COLUMN "birth_sealed" BYTEA;
INSERT INTO "to_seal" SELECT 'person.birth_sealed', "id"::text, "birth_date"::text FROM "person" WHERE "birth_date" IS NOT NULL;
ALTER TABLE "person" DROP COLUMN "birth_date", DROP COLUMN "id_masked";

ALTER TABLE "profile_confirmation" ADD COLUMN "fields_sealed" BYTEA;
INSERT INTO "to_seal" SELECT 'profile_confirmation.fields_sealed', "person_id" || ':' || "cycle_id", "fields"::text
  FROM "profile_confirmation" WHERE "fields" <> '{}';
ALTER TABLE "profile_confirmation" DROP COLUMN "fields";

-- A request carries one value that is sealed: a number, or a birth date to be put right. Once settled it carries none.
ALTER TABLE "request" RENAME COLUMN "id_sealed" TO "value_sealed";
INSERT INTO "to_seal" SELECT 'request.value_sealed', "id"::text, "details"->>'value'
  FROM "request" WHERE "state" = 'OPEN' AND "details"->>'field' = 'birthDate' AND "details" ? 'value';
UPDATE "request" SET "details" = "details" - 'value' WHERE "details"->>'field' = 'birthDate';
UPDATE "request" SET "details" = "details" - 'idMasked' WHERE "details" ? 'idMasked';

-- What could not be sent yet is sent with the shorter mask.
UPDATE "outbox_message" SET "body" =
  regexp_replace("body"::text, '([0-9A-Z]{3})[0-9A-Z]*(\*{8,})[0-9A-Z]*([0-9X])', '\1\2\3', 'g')::jsonb
  WHERE "body"::text ~ '[0-9A-Z]{3}\*{8,}[0-9A-Z]*[0-9X]';

-- An entry of the trail may be shortened once: its words of then stay beside it, sealed, so that its seal can still be checked.
ALTER TABLE "audit_entry" ADD COLUMN "details_sealed" BYTEA;
INSERT INTO "to_seal" SELECT 'audit_entry.details_sealed', "chain" || ':' || "seq", ''
  FROM "audit_entry" WHERE "details"::text ~ '\*\*|birthDate';

CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.details_sealed IS NOT NULL AND (OLD.details_sealed IS NULL OR NEW.details = OLD.details)
    AND to_jsonb(NEW) - '{details,details_sealed}'::text[] = to_jsonb(OLD) - '{details,details_sealed}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only.';
END
$$;
