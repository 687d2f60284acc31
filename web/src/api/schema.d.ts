// Made by `npm run types` from /openapi.json. Not to be edited.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive.
         * @description Open to everybody.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/help/images/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of an article.
         * @description Open to everybody.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of a message.
         * @description Open to everybody.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures in Prometheus' format.
         * @description Needs a key of scope read, unless asked from loopback.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document.
         * @description Open to everybody.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready to take requests.
         * @description Open to everybody.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The shop's settings.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the shop's settings.
         * @description Needs a key of scope admin.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountPatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened lately, to anybody, the newest first: the last 30 days.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecentActivityList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys, the newest first.
         * @description Needs a key of scope admin.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKeyList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an API key. Its value is only in this answer.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApiKeyCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key.
         * @description Needs a key of scope admin.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, the newest first.
         * @description Needs a key of scope admin.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logo, colours and font of e-mails made of blocks.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Brand"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how e-mails made of blocks look; null gives a default back.
         * @description Needs a key of scope write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BrandPatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Brand"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Checks of the running server.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Doctor"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The exports of the last seven days, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Write the profiles that a filter lists into a file, in the background.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One export.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete an export and its file; one under way stops.
         * @description Needs a key of scope write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an export that is done.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The field catalogue: Daybook's fields, then the shop's own.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FieldList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fields/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a field would come to: how many would have a value, and how many would lose theirs.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FieldTry"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FieldPreview"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fields/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One field.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Field"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Make a field, or say anew what it is. With a source it is computed from Stripe's objects.
         * @description Needs a key of scope write.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FieldPut"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Field"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Delete a field of the shop's own, with everybody's values.
         * @description Needs a key of scope write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Field"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Rename or retype a field of the shop's own.
         * @description Needs a key of scope write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FieldPatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Field"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/fsck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the next profiles with what the stored Stripe objects give.
         * @description Needs a key of scope admin.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Go on after it: "next" of the answer before. */
                    starting_after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fsck"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the help articles, or search them.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Each word begins a word of the article; titles come first. */
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpArticleList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/help/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What readers say of the articles, the newest first.
         * @description Needs a key of scope admin.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpFeedbackList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/help/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One help article, as HTML and as Markdown.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpArticle"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/help/{slug}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether an article helped.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HelpFeedbackCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpFeedback"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pictures that are kept for messages, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImageList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Keep a picture for messages: JPEG, PNG, GIF or WebP as the body, at most 10 MB. It is made anew, at most 1,200 pixels wide.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: {
                    /** @description What the file is called. */
                    name?: string;
                };
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "image/jpeg": components["schemas"]["ImageFile"];
                    "image/png": components["schemas"]["ImageFile"];
                    "image/gif": components["schemas"]["ImageFile"];
                    "image/webp": components["schemas"]["ImageFile"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Image"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One picture that is kept.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Image"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a picture that no template and no brand shows. Messages that were sent with it show a gap.
         * @description Needs a key of scope write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The imports of the last seven days, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Begin to import people from a CSV file: its pieces follow.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import, with the columns of its file as long as that is here.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete an import and its files; one under way stops, and who was imported stays.
         * @description Needs a key of scope write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what the file would come to, and change nobody.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportBegin"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A piece of the file, at most 1 MiB, as it is: text/csv.
         * @description Needs a key of scope write.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Where the piece begins: the size so far. */
                    offset?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "text/csv": components["schemas"]["CsvFile"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that were refused, each with its line, column and reason, as CSV.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import the file, in the background.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportBegin"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The connected Stripe account, its permissions and its import.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Connect a Stripe account, or replace its key or webhook secret.
         * @description Needs a key of scope admin.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StripeConnect"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Forget the key; keep or erase what was read.
         * @description Needs a key of scope admin.
         */
        delete: {
            parameters: {
                query?: {
                    /** @description What happens to the profiles. */
                    data?: "keep" | "erase";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the stored objects hold that could become a field, and what Stripe documents besides.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeAttributeList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Probe the permissions again.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop reading until resumed.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on reading.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read everything again.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/unsubscribed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What in the metadata of Stripe's customers means that they want no e-mail.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeUnsubscribed"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Choose a metadata key and its values that mean unsubscribed; who says so is unsubscribed, and stays it.
         * @description Needs a key of scope admin.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StripeUnsubscribedPut"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeUnsubscribed"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        post?: never;
        /**
         * No key means unsubscribed any more; who was unsubscribed stays so.
         * @description Needs a key of scope admin.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeUnsubscribed"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/unsubscribed/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many people a key and its values would unsubscribe.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StripeUnsubscribedPut"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeUnsubscribedPreview"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/unsubscribed/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metadata keys and values of some thousand customers, those that probably mean it first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeUnsubscribedSuggestions"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/stripe/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare everything stored with Stripe, and repair what differs.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeIntegration"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a one-time link is for.
         * @description Open to everybody.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LinkToken"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Link"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use a one-time link; signs in.
         * @description Open to everybody.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LinkRedeem"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List profiles, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Exactly this address, normalised. */
                    email?: string;
                    /** @description The profile of this Stripe customer. */
                    stripe_customer_id?: string;
                    /** @description Each word begins a word of the name, the e-mail or its domain, the phone's digits, or a customer id; or the whole is an id of Stripe's (in_, sub_, ch_, cs_, re_, cn_) or an invoice number. */
                    query?: string;
                    /** @description Two letters; several with commas between. */
                    country?: string;
                    /** @description Of the last order: draft, open, paid, void, uncollectible; several with commas. */
                    order_status?: string;
                    /** @description Has one: active, trial, past_due, paused, cancelled; several with commas. */
                    subscription?: string;
                    /** @description Paid orders: none, one, many; several with commas. */
                    orders?: string;
                    /** @description Has an e-mail address. */
                    has_email?: "true" | "false";
                    /** @description Several Stripe customers share its e-mail address. */
                    shared_email?: "true" | "false";
                    /** @description Deleted in Stripe. */
                    deleted?: "true" | "false";
                    /** @description Has invoices or payments that are no orders: free_trial, nothing_due, credit, not_paid, pending, not_captured, tie_unknown. */
                    not_counted?: string;
                    /** @description Unix seconds: created then or later. */
                    created_after?: number;
                    /** @description Unix seconds: created earlier. */
                    created_before?: number;
                    /** @description The id of a segment they are in. */
                    segment?: string;
                    /** @description Unix seconds: who was in the segment then. */
                    at?: number;
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a person that need not be at Stripe.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProfileEdit"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All profiles, or those of a segment, as CSV or JSON lines.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description csv or jsonl. */
                    format?: "csv" | "jsonl";
                    /** @description The id of a segment: its people alone. */
                    segment?: string;
                    /** @description Unix seconds: who was in the segment then. */
                    at?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One profile.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Erase a person, for good: everything that is held of them, Stripe's objects included.
         * @description Needs a key of scope admin.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Set values of one's own; what belongs to Stripe is refused.
         * @description Needs a key of scope write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProfileEdit"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/profiles/{id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a profile, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActivityList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The Stripe customers that are this profile; the first is the primary.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeCustomerList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a field came about: what counts, what is left out, and why.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description A name of GET /v1/fields. */
                    field?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FieldExplanation"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is held of one person, as JSON.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileExport"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The Stripe objects that are stored of a profile, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeObjectList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/objects/{object}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them: its JSON as it came from Stripe.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    object: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StripeRaw"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A profile's orders, the newest first: invoices, and payments without one.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A profile's subscriptions, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubscriptionList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/profiles/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a profile's Stripe objects again, now.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileSync"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the import came to, and what would make it more complete.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportReport"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sales, new and returning customers over time, in the shop's time zone.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Unix seconds; 29 days before `to`. */
                    from?: number;
                    /** @description Unix seconds; now. */
                    to?: number;
                    /** @description How long each point is; weeks begin on Monday. */
                    interval?: "day" | "week" | "month";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Overview"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/since": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is new since a moment, at most of the last 30 days.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Unix seconds. */
                    at?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Since"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segment-recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready-made segments: whom each would mean in this shop.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentRecipeList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List segments, the newest first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a segment: of a condition, whose members are found before it answers, or a static one.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How a condition stands for a profile, and when that changes.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentExplain"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentExplanation"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whom a condition or a recipe means now, in people and in money.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentPreviewPost"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentPreview"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Texts that people have in a field, or in a member of an activity or object, the most frequent first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description A field's name. */
                    field?: string;
                    /** @description A kind of activity; with member. */
                    activity?: string;
                    /** @description A kind of present object; with member. */
                    object?: string;
                    /** @description What of its data. */
                    member?: string;
                    /** @description What the text contains. */
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentValues"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What conditions may speak of: fields, activities, objects, operators.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentWords"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One segment.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Unix seconds: as of the end of that second. */
                    at?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a segment that no other asks for.
         * @description Needs a key of scope write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a segment. With a condition it answers when the members are found; until then the former ones stay.
         * @description Needs a key of scope write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentPatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/segments/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who really entered and left, the newest first: not whom an import or a changed condition moved.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentChangeList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a profile is in a segment or not, and when that changes.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The profile's id. */
                    profile?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentExplanation"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose members of a static segment by hand.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentMembersPost"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentMembers"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/members/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add whom a CSV file names to a static segment.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentImportPost"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentImport"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in a segment, the newest profiles first.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Unix seconds: as of the end of that second. */
                    at?: number;
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/sizes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many were in a segment at the end of each day.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many, up to today. */
                    days?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentSizes"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in.
         * @description Needs a signed-in user of any role; no key.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in.
         * @description Open to everybody.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Sign out.
         * @description Needs a signed-in user of any role; no key.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change one's own name or theme.
         * @description Needs a signed-in user of any role; no key.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionPatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's own password; ends one's other sessions.
         * @description Needs a signed-in user of any role; no key.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own sessions, the newest first.
         * @description Needs a signed-in user of any role; no key.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserSessionList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one's own sessions.
         * @description Needs a signed-in user of any role; no key.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether somebody owns this shop yet.
         * @description Open to everybody.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Setup"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events: integration, profile, profiles, activity, counters, export, import; ended when the caller may no longer watch.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List templates, the newest first, without their contents.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this kind. */
                    kind?: "email" | "sms" | "push" | "webhook" | "snippet";
                    /** @description A part of the name. */
                    query?: string;
                    /** @description true: those that were put away, and no others. They are left out otherwise. */
                    archived?: "true" | "false";
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a template, as a draft.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong with a template, or with words as they are typed.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateCheckCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateCheck"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A message as one person would get it, with warnings. Its own links lead nowhere.
         * @description Needs a key of scope read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplatePreviewCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplatePreview"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many people lack each field. They are counted in the background, at most every five minutes.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description seg_…: of its members; without it, of everybody. */
                    segment?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateValues"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The names, filters and tags that templates may use.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description prf_…: examples are of this person; without it what people have is missing. */
                    profile?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateWords"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One template, with its draft.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a template with its revisions; a snippet only where no template uses it.
         * @description Needs a key of scope write.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Rename a template, save its draft, whatever is wrong with it, or put it into the archive.
         * @description Needs a key of scope write.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplatePatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/templates/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the draft from now on; refused where it has mistakes.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplatePublish"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the draft what a revision was.
         * @description Needs a key of scope write.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateRestore"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a template was, the newest first, without contents. Pages go by revision numbers.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateRevisionList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One revision, with its content.
         * @description Needs a key of scope read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    revision: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateRevision"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users, the newest first.
         * @description Needs a key of scope admin.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How many to give. */
                    limit?: number;
                    /** @description An id: go on after it. */
                    starting_after?: string;
                    /** @description An id: what comes before it. */
                    ending_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserList"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite a user. The one-time link is only in this answer.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserCreate"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a user; ends their sessions.
         * @description Needs a key of scope admin.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deleted"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a user's role or name.
         * @description Needs a key of scope admin.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserPatch"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/users/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a one-time link for a new password, or the invitation again; ends their sessions. Not for oneself by session: POST /v1/session/password.
         * @description Needs a key of scope admin.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice. */
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewLink"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stripe's webhook. The signature is checked on the raw body.
         * @description Open to everybody.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StripeEvent"];
                };
            };
            responses: {
                /** @description Done. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Received"];
                    };
                };
                /** @description What is wrong, and what to do. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            error: {
                /** @enum {unknown} */
                type: "invalid_request_error" | "authentication_error" | "permission_error" | "rate_limit_error" | "conflict_error" | "api_error";
                code: string;
                message: string;
                param?: string;
                request_id: string;
            };
        };
        /** @description Unix seconds. */
        Timestamp: number;
        Account: {
            id: string;
            /** @constant */
            object: "account";
            name: string;
            time_zone: string;
            currency: string | null;
            postal_address: string | null;
            /** @enum {unknown} */
            default_email_consent: "nobody" | "buyers" | "everyone";
            test_mode_recipients: string[];
            created: components["schemas"]["Timestamp"];
            /** @description One more after each change. */
            version: number;
        };
        AccountPatch: {
            name?: string;
            time_zone?: string;
            currency?: string | null;
            postal_address?: string | null;
            /** @enum {unknown} */
            default_email_consent?: "nobody" | "buyers" | "everyone";
            test_mode_recipients?: string[];
            /** @description What the change was made against; another one is refused. */
            version?: number;
        };
        ApiKey: {
            id: string;
            /** @constant */
            object: "api_key";
            name: string;
            /** @enum {unknown} */
            scope: "read" | "write" | "admin";
            hint: string;
            /** @description The key itself. Only in the answer that creates it. */
            key?: string;
            created: components["schemas"]["Timestamp"];
            last_used: number | null;
            revoked: number | null;
        };
        ApiKeyCreate: {
            name: string;
            /** @enum {unknown} */
            scope?: "read" | "write" | "admin";
        };
        ApiKeyList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["ApiKey"][];
            has_more: boolean;
            url: string;
        };
        Fields: {
            first_name: string | null;
            last_name: string | null;
            email: string | null;
            phone: string | null;
            email_unsubscribed: boolean;
            address: string | null;
            city: string | null;
            state: string | null;
            zip: string | null;
            country: string | null;
            stripe_customer_id: string | null;
            stripe_order_products: number;
            stripe_total_orders: number;
            /** @description Net sales in the smallest unit of stripe_currency. */
            stripe_total_sales: number;
            stripe_currency: string | null;
            stripe_order_status: string | null;
            stripe_order_last_value: number | null;
            stripe_order_last_currency: string | null;
            stripe_last_create_order_date: number | null;
            stripe_first_create_order_date: number | null;
            stripe_subscription_active: number;
            stripe_subscription_cancelled: number;
            stripe_subscription_paused: number;
            stripe_subscription_trial: number;
            stripe_subscription_past_due: number;
        } & {
            [key: string]: unknown;
        };
        Sales: {
            gross: number;
            refunded: number;
            net: number;
        };
        Profile: {
            id: string;
            /** @constant */
            object: "profile";
            created: components["schemas"]["Timestamp"];
            updated: components["schemas"]["Timestamp"];
            fields: components["schemas"]["Fields"];
            stripe: {
                customer_ids: string[];
                sales: {
                    [key: string]: components["schemas"]["Sales"];
                };
                distinct_products: number;
                deleted: boolean;
                pending: string[];
            };
            /** @description Of one profile only: where each standard field with a value came from. */
            sources?: {
                [key: string]: {
                    /** @enum {unknown} */
                    from: "stripe" | "daybook";
                    object: string | null;
                    /** @description When it was last read. */
                    read: number | null;
                };
            };
            custom: Record<string, never>;
            tags: string[];
            loyalty: {
                points: number;
                lifetime_points: number;
                tier: string | null;
            };
            segments: string[];
        };
        ProfileList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Profile"][];
            has_more: boolean;
            url: string;
        };
        Activity: {
            id: string;
            /** @constant */
            object: "activity";
            /** @description What happened: order_paid, subscription_renewed, cart_abandoned, segment_entered, segment_left, … */
            kind: string;
            at: components["schemas"]["Timestamp"];
            /** @enum {unknown} */
            cause: "live" | "clock" | "manual" | "import" | "definition" | "recompute";
            profile: string;
            /** @description What it was about, as its kind has it: an order, a subscription, a cart; of segments {"segment":"seg_…"}. */
            data: Record<string, never>;
        };
        ActivityList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Activity"][];
            has_more: boolean;
            url: string;
        };
        ProfileSync: {
            /** @constant */
            object: "profile_sync";
            profile: string;
            /** @description Objects that will be read again. */
            objects: number;
        };
        Field: {
            /** @constant */
            object: "field";
            name: string;
            /** @enum {unknown} */
            type: "text" | "number" | "money" | "date" | "boolean" | "list";
            label: string;
            /** @enum {unknown} */
            group: "standard" | "stripe" | "custom";
            help: string;
            /** @description Of money: the field that holds its currency. */
            currency: string | null;
            /** @description The Stripe resource it is computed from. */
            resource: string | null;
            /** @description Of a mapped field: what it is computed from. Null: of no mapped one. */
            source: unknown;
            /**
             * @description computing: everybody's values are being found.
             * @enum {unknown}
             */
            state: "ready" | "computing";
            /** @description While computing: people done of how many. */
            progress?: {
                done: number;
                total: number;
            };
            /** @description Of a field of the shop's own: how many people have a value. */
            filled: number | null;
            /** @description How many have something that is no value of this type: shown as missing. */
            unfit: number | null;
        };
        FieldPut: {
            /** @enum {unknown} */
            type: "text" | "number" | "money" | "date" | "boolean" | "list";
            label?: string;
            /** @description SCOPE.PATH, such as last_order.metadata.colour; or {"over","path","take"}. */
            source?: unknown;
        };
        FieldPatch: {
            name?: string;
            /** @enum {unknown} */
            type?: "text" | "number" | "money" | "date" | "boolean" | "list";
            label?: string;
            source?: unknown;
        };
        FieldTry: {
            /** @description A field of the shop's own that would change; without it a new one is meant. */
            name?: string;
            /** @enum {unknown} */
            type?: "text" | "number" | "money" | "date" | "boolean" | "list";
            source?: unknown;
        };
        FieldPreview: {
            /** @constant */
            object: "field_preview";
            /** @enum {unknown} */
            type: "text" | "number" | "money" | "date" | "boolean" | "list";
            people: number;
            /** @description Of so many people the next three tell: all of them, or some thousands. */
            looked_at: number;
            /** @description Would have a value. */
            filled: number;
            /** @description Have something that is no value of this type. */
            unfit: number;
            /** @description Have a value now and would have none. */
            lost: number;
            examples: {
                /** @description As it stands, or as Stripe has it. */
                from: string | null;
                /** @description Null: nothing would be shown. */
                to: unknown;
                /** @description Of money. */
                currency: string | null;
            }[];
        };
        StripeUnsubscribed: {
            /** @constant */
            object: "stripe_unsubscribed";
            /** @description A key of a customer's metadata; null: none is chosen. */
            key: string | null;
            /** @description Compared trimmed and without case. */
            values: string[];
            /** @description When it was last chosen. */
            changed: number | null;
            /** @enum {unknown} */
            state: "ready" | "computing";
            progress?: {
                done: number;
                total: number;
            };
            /** @description Whose Stripe customers said so, now or before. */
            people: number;
        };
        StripeUnsubscribedPut: {
            key: string;
            values: string[];
        };
        StripeUnsubscribedPreview: {
            /** @constant */
            object: "stripe_unsubscribed_preview";
            customers: number;
            /** @description Of so many customers the next two tell: all of them, or a hundred thousand. */
            looked_at: number;
            /** @description Customers whose metadata say so. */
            saying: number;
            /** @description People who would be unsubscribed and are not yet. */
            people: number;
        };
        StripeUnsubscribedSuggestions: {
            /** @constant */
            object: "list";
            /** @constant */
            has_more: false;
            url: string;
            /** @description Customers. */
            looked_at: number;
            data: {
                /** @constant */
                object: "stripe_metadata_key";
                key: string;
                /** @description Customers who have it. */
                found: number;
                /** @description One of its values probably means unsubscribed. */
                likely: boolean;
                values: {
                    value: string;
                    found: number;
                    likely: boolean;
                }[];
            }[];
        };
        StripeAttributeList: {
            /** @constant */
            object: "list";
            /** @constant */
            has_more: false;
            url: string;
            /** @description The people whose objects were looked at: all of them, or about a thousand. */
            looked_at: number;
            data: {
                /** @constant */
                object: "stripe_attribute";
                /** @description As PUT /v1/fields/{name} takes it. */
                source: string;
                /** @enum {unknown} */
                scope: "customer" | "last_order" | "subscription" | "checkout" | "charge";
                path: string;
                /**
                 * @description What its values look like.
                 * @enum {unknown}
                 */
                type: "text" | "number" | "money" | "date" | "boolean" | "list";
                /** @description Of the people who were looked at, who have it: from 0 to 1. */
                share: number;
                samples: string[];
                /** @description The field that is made of it already. */
                field: string | null;
            }[];
        };
        ProfileEdit: {
            /** @description Standard fields; null takes a value away. */
            fields?: Record<string, never>;
            /** @description Fields of the shop's own; money with NAME_currency beside it. */
            custom?: Record<string, never>;
            /** @description All of them. */
            tags?: string[];
            /** @description Why email_unsubscribed becomes false; kept in the audit log. */
            reason?: string;
        };
        FieldList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Field"][];
            has_more: boolean;
            url: string;
        };
        StripeIntegration: {
            /** @constant */
            object: "stripe_integration";
            /** @enum {unknown} */
            state: "importing" | "live" | "paused" | "failed" | "disconnected";
            /** @description Disconnected, and what was imported is still being erased. */
            erasing: boolean;
            /** @enum {string|null} */
            mode: "live" | "test" | null;
            key_hint: string | null;
            warnings: {
                code: string;
                message: string;
            }[];
            permissions: {
                resource: string;
                /** @description As on Stripe's page of the key. */
                label: string;
                granted: boolean;
                needed: boolean;
                enables: string;
                /** @description What is missing without it. */
                loses: string;
            }[];
            progress: {
                resource: string;
                imported: number;
                estimated_total: number | null;
                /** @description Objects a second, while it is read. */
                rate: number | null;
                seconds_left: number | null;
                done: boolean;
            }[];
            /** @enum {string|null} */
            freshness: "webhooks" | "events" | "polling" | null;
            counts: {
                profiles: number;
                with_email: number;
                customers: number;
            };
            /** @description When the first key was accepted and the import began. */
            started: number | null;
            last_synced: number | null;
            last_event: number | null;
            /** @description How changes are followed. Absent before the first key. */
            live?: {
                /**
                 * @description What is relied on now: a webhook only while events come.
                 * @enum {unknown}
                 */
                way: "webhooks" | "events" | "polling";
                /** @description Changed objects not read yet. */
                waiting: number;
                lag_seconds: number;
                events_granted?: boolean;
                events_read?: number | null;
                lists_read?: number | null;
                /** @description In seconds, as the next two; null where they are not read now. */
                events_every?: number | null;
                /** @description The newest objects of the lists. */
                lists_every?: number | null;
                /** @description Open checkout sessions: no event tells of those that are begun. */
                carts_every?: number | null;
                /** @description This and the next two are null while nothing is followed: paused, failed, no server. */
                reads_30_days: number | null;
                /** @description In the long run: neither the import nor the first hour, nor that somebody watches, is taken for a month of it. */
                reads_monthly_expected?: number | null;
                reads_monthly_allowed?: number | null;
            };
            webhook?: {
                path: string;
                secret_set: boolean;
                first_event: number | null;
                last_event: number | null;
                events_received?: number;
                choose: {
                    permission: string;
                    needed: boolean;
                    events: string[];
                }[];
                never: {
                    event: string;
                    why: string;
                }[];
            };
            conditions?: {
                code: string;
                message: string;
                remedy: string;
                since: number | null;
            }[];
            proof?: {
                verifying: boolean;
                resources: {
                    resource: string;
                    matched: number | null;
                    objects: number;
                    repaired: number;
                    running: boolean;
                    compared: number;
                }[];
                repairs: {
                    resource: string;
                    id: string;
                    /** @enum {unknown} */
                    what: "missing" | "differed" | "gone";
                    why: string;
                    at: number;
                }[];
            };
            error: {
                code: string;
                message: string;
            } | null;
        } & {
            [key: string]: unknown;
        };
        /** @description An event of Stripe's, with its signature in the header Stripe-Signature. */
        StripeEvent: {
            id: string;
            /** @enum {unknown} */
            object: "event" | "v2.core.event";
            type: string;
        } & {
            [key: string]: unknown;
        };
        StripeConnect: {
            api_key?: string;
            /** @description The key is the live one of a shop tried out with a test key: the test people are erased, settings stay. */
            go_live?: boolean;
            webhook_secret?: string | string[];
        };
        /** @description The condition language: all, any, none, field, activity, have, segment. */
        Condition: {
            [key: string]: unknown;
        };
        Segment: {
            /** @constant */
            object: "segment";
            id: string;
            name: string;
            /**
             * @description static: its members are chosen by hand.
             * @enum {unknown}
             */
            kind: "dynamic" | "static";
            /**
             * @description building: not all members are found yet.
             * @enum {unknown}
             */
            state: "building" | "ready";
            /** @description null of a static one. */
            condition: components["schemas"]["Condition"] | null;
            size: number;
            /** @description The condition in English. */
            sentence: string | null;
            /** @description What its plain amounts of money mean. */
            currency: string | null;
            /** @description Set while a changed condition is on its way: the members are those of `condition` until all of the next are found. */
            next_condition: components["schemas"]["Condition"] | null;
            /** @description The segments that ask for it. */
            used_by: string[];
            starred: boolean;
            archived: boolean;
            /** @description One more after each change. */
            version: number;
            created: components["schemas"]["Timestamp"];
            updated: components["schemas"]["Timestamp"];
        };
        SegmentList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Segment"][];
            has_more: boolean;
            url: string;
        };
        /** @description With a condition, kind static, or a recipe. */
        SegmentCreate: {
            /** @description An id of GET /v1/segment-recipes; its name stands where none is given. */
            recipe?: string;
            /** @description Of the recipe, by their names; what is left out is proposed by the shop. */
            values?: {
                [key: string]: unknown;
            };
            name?: string;
            /**
             * @description dynamic where it is absent.
             * @enum {unknown}
             */
            kind?: "dynamic" | "static";
            condition?: components["schemas"]["Condition"];
            /** @description Of a static one: whom this means now become its members. One of the two. */
            from?: {
                condition?: components["schemas"]["Condition"];
                filter?: components["schemas"]["ExportFilter"];
            };
        };
        SegmentPatch: {
            name?: string;
            condition?: components["schemas"]["Condition"];
            starred?: boolean;
            archived?: boolean;
            /** @description What the change was made against; another one is refused. */
            version?: number;
        };
        SegmentRecipe: {
            /** @constant */
            object: "segment_recipe";
            id: string;
            group: string;
            name: string;
            about: string;
            /** @description Why it cannot be made here: a permission is missing. */
            unavailable: string | null;
            values: {
                name: string;
                label: string;
                /** @enum {unknown} */
                type: "money" | "product" | "plan" | "coupon" | "date_field";
                /** @description What this shop suggests; null: nothing, or not looked at yet. */
                proposed: string | number | null;
                proposed_label: string | null;
                /** @description What people of this shop have, most of them first; none of amounts. */
                choices: {
                    value: string;
                    label: string;
                    /** @description How many have it; null of a field. */
                    people: number | null;
                }[];
            }[];
            /** @description With the proposed values; null where one is missing. */
            condition: components["schemas"]["Condition"] | null;
            sentence: string | null;
            /** @description null until everybody was looked at: ask again in a moment. */
            size: number | null;
            /** @description Net sales by currency, smallest units. */
            sales: {
                [key: string]: number;
            } | null;
            /** @description When everybody was looked at; anew after five minutes, in a big shop later. */
            counted: number | null;
        };
        SegmentRecipeList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["SegmentRecipe"][];
            has_more: boolean;
            url: string;
        };
        SegmentChange: {
            /** @constant */
            object: "segment_change";
            id: string;
            at: components["schemas"]["Timestamp"];
            /** @description False: left. */
            entered: boolean;
            /** @enum {unknown} */
            cause: "live" | "clock" | "manual";
            profile: {
                id: string;
                name: string | null;
                email: string | null;
            };
            /** @description Of members chosen by hand. */
            reason: string | null;
        };
        SegmentChangeList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["SegmentChange"][];
            has_more: boolean;
            url: string;
        };
        SegmentSizes: {
            /** @constant */
            object: "segment_sizes";
            segment: string;
            /** @description The oldest first; none from before the segment was there. */
            days: {
                /** @description When the day begins, in the shop's time zone. */
                at: number;
                /** @description At its end; of today: now. */
                size: number;
                /** @description For whatever cause. */
                entered: number;
                left: number;
            }[];
        };
        SegmentMembersPost: {
            /** @description Ids of profiles, e-mail addresses, or ids of Stripe customers. */
            add?: string[];
            remove?: string[];
            reason?: string | null;
        };
        SegmentMembers: {
            /** @constant */
            object: "segment_members";
            segment: string;
            /** @description Who was not in it before. */
            added: number;
            removed: number;
            size: number;
        };
        SegmentImportPost: {
            /** @description A file with a column of ids or e-mail addresses; its first line may name the columns. */
            csv: string;
            reason?: string | null;
        };
        SegmentImport: {
            /** @constant */
            object: "segment_import";
            segment: string;
            lines: number;
            found: number;
            added: number;
            /** @description Lines that name nobody. */
            unknown_count: number;
            unknown: {
                line: number;
                name: string;
            }[];
            size: number;
        };
        SegmentExplain: {
            condition: components["schemas"]["Condition"];
            profile: string;
        };
        SegmentWord: {
            name: string;
            label: string;
            /** @enum {unknown} */
            type: "text" | "number" | "money" | "date" | "boolean" | "list";
        };
        SegmentKind: {
            name: string;
            label: string;
            /** @description The Stripe resource it comes from. */
            resource: string;
            members: components["schemas"]["SegmentWord"][];
        };
        SegmentWords: {
            /** @constant */
            object: "segment_words";
            /** @description What plain amounts of money mean. */
            currency: string | null;
            fields: components["schemas"]["SegmentWord"][];
            activities: components["schemas"]["SegmentKind"][];
            objects: components["schemas"]["SegmentKind"][];
            /** @description By type. */
            operators: {
                [key: string]: string[];
            };
        };
        SegmentValues: {
            /** @constant */
            object: "segment_values";
            /** @description People; fewer than there are in a big shop. */
            looked_at: number;
            data: {
                value: string;
                people: number;
            }[];
        };
        /** @description A condition, or a recipe. */
        SegmentPreviewPost: {
            condition?: components["schemas"]["Condition"];
            /** @description An id of GET /v1/segment-recipes. */
            recipe?: string;
            /** @description Of the recipe, by name; what is left out is what this shop suggests. */
            values?: {
                [key: string]: unknown;
            };
        };
        SegmentPreview: {
            /** @constant */
            object: "segment_preview";
            condition: components["schemas"]["Condition"];
            size: number;
            /** @description Net sales by currency, smallest units. */
            sales: {
                [key: string]: number;
            };
            /** @description null while there is no such channel. */
            reachable: {
                email: number | null;
                sms: number | null;
                push: number | null;
            };
            /** @description The newest of them. */
            sample: components["schemas"]["Profile"][];
            sentence: string;
            /** @description Which conditions hold for each of the sample. */
            matched: {
                profile: string;
                conditions: {
                    path: string;
                    sentence: string;
                }[];
            }[];
            /**
             * @description Set where it holds for everybody or for nobody.
             * @enum {unknown}
             */
            constant: "always" | "never" | null;
        };
        SegmentExplanation: {
            /** @constant */
            object: "segment_explanation";
            /** @description Null: of a condition that is not kept. */
            segment: string | null;
            profile: string;
            member: boolean;
            since: number | null;
            next_change: number | null;
            conditions: {
                path: string;
                /** @description The condition in English. */
                sentence: string;
                /**
                 * @description Of actual. Money is in whole units by currency, dates are unix seconds.
                 * @enum {unknown}
                 */
                type: "text" | "number" | "money" | "date" | "boolean" | "list";
                holds: boolean;
                actual: unknown;
                since: number | null;
                next_change: number | null;
            }[];
        };
        Deleted: {
            id?: string;
            object: string;
            /** @constant */
            deleted: true;
        };
        Received: {
            /** @constant */
            received: true;
        };
        Health: {
            status: string;
        };
        Doctor: {
            /** @constant */
            object: "doctor";
            checks: {
                name: string;
                ok: boolean;
                message: string;
            }[];
        };
        Fsck: {
            /** @constant */
            object: "fsck";
            /** @description Compared in this answer. */
            profiles: number;
            /** @description Not settled yet. */
            waiting: number;
            findings: {
                /** @description Null: of everybody together. */
                profile: string | null;
                message: string;
            }[];
            /** @description Where to go on; null at the end. */
            next: string | null;
        };
        Setup: {
            /** @constant */
            object: "setup";
            /** @enum {unknown} */
            state: "owner_needed" | "ready";
            demo: boolean;
        };
        /** @enum {unknown} */
        Role: "owner" | "admin" | "marketer" | "viewer";
        User: {
            id: string;
            /** @constant */
            object: "user";
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            /** @enum {unknown} */
            state: "active" | "invited";
            created: components["schemas"]["Timestamp"];
            last_seen: number | null;
            /** @description A one-time link. Only in the answer that invites the user. */
            link?: string;
        };
        UserList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["User"][];
            has_more: boolean;
            url: string;
        };
        UserCreate: {
            email: string;
            role: components["schemas"]["Role"];
            name?: string;
        };
        UserPatch: {
            role?: components["schemas"]["Role"];
            name?: string;
        };
        NewLink: {
            /** @constant */
            object: "link";
            link: string;
        };
        LinkToken: {
            token: string;
        };
        Link: {
            /** @constant */
            object: "link";
            /** @enum {unknown} */
            kind: "owner" | "invitation" | "reset" | "demo";
            email: string | null;
            name: string | null;
            /** @enum {string|null} */
            role: "owner" | "admin" | "marketer" | "viewer" | null;
            expires: components["schemas"]["Timestamp"];
        };
        LinkRedeem: {
            token: string;
            email?: string;
            name?: string;
            password?: string;
            time_zone?: string;
        };
        SignIn: {
            email: string;
            password: string;
        };
        Session: {
            /** @constant */
            object: "session";
            user: components["schemas"]["User"];
            account: components["schemas"]["Account"];
            role: components["schemas"]["Role"];
            /** @enum {unknown} */
            theme: "auto" | "light" | "dark";
            demo: boolean;
            /** @description When the visit before this one ended. */
            last_visit: number | null;
            csrf: null;
        };
        SessionPatch: {
            name?: string;
            /** @enum {unknown} */
            theme?: "auto" | "light" | "dark";
        };
        PasswordChange: {
            current_password: string;
            password: string;
        };
        UserSession: {
            id: string;
            /** @constant */
            object: "user_session";
            created: components["schemas"]["Timestamp"];
            last_used: components["schemas"]["Timestamp"];
            address: string;
            agent: string;
            current: boolean;
        };
        UserSessionList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["UserSession"][];
            has_more: boolean;
            url: string;
        };
        AuditEntry: {
            id: string;
            /** @constant */
            object: "audit_entry";
            at: components["schemas"]["Timestamp"];
            actor: {
                /** @enum {unknown} */
                kind: "user" | "api_key" | "socket" | "system";
                id: string | null;
                name: string | null;
            };
            act: string;
            target: string;
            request_id: string;
            /** @description Names of fields, never values. */
            changes: string[];
        };
        HelpArticle: {
            id: string;
            /** @constant */
            object: "help_article";
            title: string;
            summary: string;
            section: string;
            related: string[];
            /** @description Beginnings of the application's paths that it explains. */
            screens: string[];
            /** @description Of one article only. */
            html?: string;
            markdown?: string;
        };
        HelpArticleList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["HelpArticle"][];
            has_more: boolean;
            url: string;
        };
        HelpFeedbackCreate: {
            helpful: boolean;
            comment?: string;
        };
        HelpFeedback: {
            id: string;
            /** @constant */
            object: "help_feedback";
            article: string;
            helpful: boolean;
            comment: string | null;
            actor: string;
            at: components["schemas"]["Timestamp"];
        };
        HelpFeedbackList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["HelpFeedback"][];
            has_more: boolean;
            url: string;
        };
        AuditList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["AuditEntry"][];
            has_more: boolean;
            url: string;
        };
        OrderedProduct: {
            id: string | null;
            name: string | null;
            quantity: number;
        };
        Order: {
            /** @constant */
            object: "order";
            id: string;
            /** @enum {unknown} */
            kind: "invoice" | "payment";
            number: string | null;
            /** @description Stripe's; of a payment also failed, pending, uncaptured. */
            status: string | null;
            created: components["schemas"]["Timestamp"];
            paid_at: number | null;
            currency: string | null;
            total: number;
            paid: number;
            refunded: number;
            /** @description billing_reason of the invoice. */
            reason: string | null;
            /** @description It is one of stripe_total_orders. */
            counted: boolean;
            /** @description A sentence. */
            not_counted_because: string | null;
            customer: string | null;
            products: components["schemas"]["OrderedProduct"][];
            /** @description Its page in Stripe's Dashboard. */
            url: string;
        };
        OrderList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Order"][];
            has_more: boolean;
            url: string;
        };
        Subscription: {
            /** @constant */
            object: "subscription";
            id: string;
            /** @description Stripe's. */
            status: string;
            /**
             * @description Where it is counted; incomplete: nowhere.
             * @enum {unknown}
             */
            state: "active" | "trial" | "past_due" | "paused" | "cancelled" | "incomplete";
            products: components["schemas"]["OrderedProduct"][];
            interval: string | null;
            interval_count: number;
            /** @description Of all items but metered ones, each time, before discounts. Null: all are metered, or it cannot be told: tiers, a price of another currency, mixed intervals. */
            amount: number | null;
            currency: string | null;
            started: components["schemas"]["Timestamp"];
            trial_end: number | null;
            renews: number | null;
            cancels: number | null;
            ended: number | null;
            customer: string | null;
            url: string;
        };
        SubscriptionList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Subscription"][];
            has_more: boolean;
            url: string;
        };
        StripeCustomer: {
            /** @constant */
            object: "stripe_customer";
            id: string;
            email: string | null;
            name: string | null;
            created: components["schemas"]["Timestamp"];
            deleted: boolean;
            primary: boolean;
            url: string;
        };
        StripeCustomerList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["StripeCustomer"][];
            has_more: boolean;
            url: string;
        };
        StripeObject: {
            /** @constant */
            object: "stripe_object";
            id: string;
            /** @description Stripe's name: customer, invoice, checkout.session, … */
            kind: string;
            created: components["schemas"]["Timestamp"];
            url: string;
        };
        StripeObjectList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["StripeObject"][];
            has_more: boolean;
            url: string;
        };
        ProfileExport: {
            /** @constant */
            object: "profile_export";
            exported: components["schemas"]["Timestamp"];
            profile: components["schemas"]["Profile"];
            /** @description Profiles that became this one. */
            former_ids: string[];
            /** @description What was set in Daybook, by hand, by the API or from a file. */
            set_here: {
                /** @description Null: of a field that was deleted. */
                field: string | null;
                /** @description Null: taken away. */
                value: unknown;
                currency?: string;
                set: components["schemas"]["Timestamp"];
            }[];
            segments: {
                id: string;
                name: string;
            }[];
            segment_changes: {
                segment: string;
                at: components["schemas"]["Timestamp"];
                /** @description False: left. */
                entered: boolean;
                cause: string;
            }[];
            activities: components["schemas"]["Activity"][];
            orders: components["schemas"]["Order"][];
            subscriptions: components["schemas"]["Subscription"][];
            stripe_objects: {
                id: string;
                kind: string;
                created: components["schemas"]["Timestamp"];
                /** @description As it came from Stripe; null: deleted there before it was read. */
                body: Record<string, never> | null;
            }[];
        };
        Counted: {
            id: string;
            url: string;
            what: string;
            created: components["schemas"]["Timestamp"];
            /** @description What it adds: money where there is a currency, else a count. */
            amount: number | null;
            currency: string | null;
            why: string;
        };
        FieldExplanation: {
            /** @constant */
            object: "field_explanation";
            field: string;
            value: string | number | boolean | null;
            /** @description Of money. */
            currency: string | null;
            sentence: string;
            rule: string;
            counted: components["schemas"]["Counted"][];
            left_out: components["schemas"]["Counted"][];
            /** @description A list was cut at 100. */
            has_more: boolean;
        };
        OverviewSum: {
            /** @description When the period begins. */
            at?: number;
            gross: number;
            refunded: number;
            net: number;
            /** @description Paid orders. */
            orders: number;
            /** @description Their first paid order lies in the period. */
            new_customers: number;
            /** @description They paid in the period, and before it. */
            returning_customers?: number;
        };
        Overview: {
            /** @constant */
            object: "overview";
            /** @enum {unknown} */
            interval: "day" | "week" | "month";
            from: number;
            to: number;
            time_zone: string;
            currencies: {
                [key: string]: {
                    points: components["schemas"]["OverviewSum"][];
                    total: components["schemas"]["OverviewSum"];
                };
            };
            customers: {
                total: number;
                with_email: number;
                points: {
                    at: number;
                    new: number;
                }[];
            };
            as_of: components["schemas"]["Timestamp"];
        };
        CountedList: {
            count: number;
            /** @description The list of those people. */
            href: string | null;
        };
        ImportReport: {
            /** @constant */
            object: "import_report";
            /** @enum {unknown} */
            state: "importing" | "live" | "paused" | "failed" | "disconnected";
            finished: number | null;
            customers: components["schemas"]["CountedList"];
            profiles: components["schemas"]["CountedList"];
            sharing_email: components["schemas"]["CountedList"];
            without_email: components["schemas"]["CountedList"];
            deleted: components["schemas"]["CountedList"];
            paid_orders: components["schemas"]["CountedList"];
            not_counted: {
                /** @enum {unknown} */
                reason: "free_trial" | "nothing_due" | "credit" | "not_paid" | "pending" | "not_captured" | "tie_unknown";
                count: number;
                sentence: string;
                href: string;
            }[];
            resources: {
                resource: string;
                imported: number;
                done: boolean;
            }[];
            hints: {
                code: string;
                message: string;
            }[];
        };
        Since: {
            /** @constant */
            object: "since";
            /** @description Since when it counts: the moment asked for, at most 30 days ago. */
            from: number;
            profiles_new: number;
            customers_deleted: number;
            subscriptions_cancelled: number;
            orders_paid: number;
            /** @description By currency: received less paid back. */
            sales: {
                [key: string]: number;
            };
        };
        RecentActivity: {
            id: string;
            /** @constant */
            object: "activity";
            kind: string;
            at: components["schemas"]["Timestamp"];
            /** @enum {unknown} */
            cause: "live" | "clock" | "manual" | "import" | "definition" | "recompute";
            profile: {
                id: string;
                name: string | null;
                email: string | null;
            };
            data: Record<string, never>;
        };
        RecentActivityList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["RecentActivity"][];
            has_more: boolean;
            url: string;
        };
        /** @description As the parameters of GET /v1/profiles. */
        ExportFilter: {
            query?: string;
            country?: string;
            order_status?: string;
            subscription?: string;
            orders?: string;
            has_email?: boolean | string;
            shared_email?: boolean | string;
            deleted?: boolean | string;
            not_counted?: string;
            created_after?: number | string;
            created_before?: number | string;
            segment?: string;
            at?: number | string;
        };
        /** @description UTF-8 or Windows-1252; the first line names the columns. */
        CsvFile: string;
        ImportCreate: {
            /** @constant */
            kind?: "profiles";
            /** @description Of the file, for people. */
            name?: string;
        };
        ImportBegin: {
            /** @description The name of each column, and the field that it is: a standard field, one of the shop's own, or tags. One is email. Without it that of the check. */
            map?: {
                [key: string]: string | null;
            };
            /** @description Where Stripe has another value it stays and the rest of the row is taken; else the row is refused. */
            keep_stripe?: boolean;
        };
        Import: {
            /** @constant */
            object: "import";
            id: string;
            /** @constant */
            kind: "profiles";
            name: string;
            /** @enum {unknown} */
            state: "uploading" | "checking" | "checked" | "running" | "done" | "failed";
            /** @description Bytes of the file so far. */
            size: number;
            map: {
                [key: string]: string;
            };
            /** @description Columns that the map has in no field: nothing of them is taken. Empty until it is checked or begun. */
            left_out: string[];
            keep_stripe: boolean;
            layout?: {
                /** @enum {unknown} */
                delimiter: "," | ";" | "\t" | "|";
                /** @enum {unknown} */
                encoding: "utf-8" | "windows-1252";
                columns: {
                    name: string;
                    /** @description The field that it probably is. */
                    suggested: string | null;
                    samples: string[];
                }[];
            };
            /** @description Bytes that are taken, of size. */
            read: number;
            rows: number;
            /** @description People, or those who would be. */
            made: number;
            changed: number;
            unchanged: number;
            refused: number;
            /** @description Of the first refused rows. */
            reasons: {
                line: number;
                column: string | null;
                message: string;
            }[];
            created: number;
            expires: number;
            error: string | null;
        };
        ImportList: {
            /** @constant */
            object: "list";
            has_more: boolean;
            url: string;
            data: components["schemas"]["Import"][];
        };
        ExportCreate: {
            /** @constant */
            kind: "profiles";
            /**
             * @default csv
             * @enum {unknown}
             */
            format: "csv" | "jsonl";
            filter?: components["schemas"]["ExportFilter"];
            /** @description Names of GET /v1/fields; all where it is absent. */
            fields?: string[];
        };
        Export: {
            /** @constant */
            object: "export";
            id: string;
            /** @constant */
            kind: "profiles";
            /** @enum {unknown} */
            format: "csv" | "jsonl";
            filter: components["schemas"]["ExportFilter"];
            fields: string[] | null;
            /**
             * @description removed: somebody in it was erased; error says it.
             * @enum {unknown}
             */
            state: "waiting" | "running" | "done" | "failed" | "removed";
            rows: number;
            bytes: number;
            created: components["schemas"]["Timestamp"];
            expires: components["schemas"]["Timestamp"];
            error: string | null;
        };
        ExportList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Export"][];
            has_more: boolean;
            url: string;
        };
        /** @description As Stripe gave it. */
        StripeRaw: {
            id: string;
            object: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A snippet is a piece that others use: {% render 'name' %}.
         * @enum {unknown}
         */
        TemplateKind: "email" | "sms" | "push" | "webhook" | "snippet";
        /** @description Parts in the template language; which ones there are depends on the kind. */
        TemplateContent: {
            /** @description Of an e-mail. */
            subject?: string | null;
            /** @description Of an e-mail: what the inbox shows behind the subject. */
            preview_text?: string | null;
            /** @description HTML of an e-mail or snippet, the words of a text message or push, JSON of a webhook. */
            body?: string | null;
            /** @description Of an e-mail, instead of body. */
            blocks?: Record<string, never>[] | null;
            /** @description Of an e-mail: its plain text. Without it, it is made from the body. */
            text?: string | null;
            /** @description Of a push. */
            title?: string | null;
            /** @description Of a push: what it opens. */
            link?: string | null;
            /**
             * @description A value that a person does not have is printed as nothing, or the person is skipped.
             * @enum {unknown}
             */
            missing?: "blank" | "skip" | null;
        };
        Template: {
            /** @constant */
            object: "template";
            id: string;
            name: string;
            kind: components["schemas"]["TemplateKind"];
            /**
             * @description changed: the draft is ahead of what is sent.
             * @enum {unknown}
             */
            state: "draft" | "published" | "changed";
            /** @description One more after each change. */
            version: number;
            /** @description The draft's. */
            revision: number;
            /** @description What is sent. */
            published_revision: number | null;
            published_at: number | null;
            /** @description When it was put away. */
            archived: number | null;
            /** @description The draft. Not in lists. */
            content?: components["schemas"]["TemplateContent"];
            /** @description What is wrong with the draft, or could be better: where it was saved or published. */
            findings?: components["schemas"]["TemplateFinding"][];
            created: components["schemas"]["Timestamp"];
            updated: components["schemas"]["Timestamp"];
            updated_by: string;
        };
        TemplateList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Template"][];
            has_more: boolean;
            url: string;
        };
        TemplateCreate: {
            /** @description Of a snippet: small letters, digits, _ and -. */
            name: string;
            kind: components["schemas"]["TemplateKind"];
            content?: components["schemas"]["TemplateContent"];
        };
        TemplatePatch: {
            name?: string;
            /** @description Parts that are left out stay; null empties one. */
            content?: components["schemas"]["TemplateContent"];
            /** @description true puts it away, false takes it back; one that is put away changes in no other way. */
            archived?: boolean;
            /** @description What the change was made against; another one is refused. */
            version?: number;
        };
        TemplatePublish: {
            version?: number;
        };
        TemplateRestore: {
            revision: number;
            version?: number;
        };
        /** @description A stored draft, words, or a draft with words in place of some of its own. */
        TemplateCheckCreate: {
            template?: string;
            channel?: components["schemas"]["TemplateKind"];
            subject?: string | null;
            preview_text?: string | null;
            body?: string | null;
            blocks?: Record<string, never>[] | null;
            text?: string | null;
            title?: string | null;
            link?: string | null;
            /** @enum {unknown} */
            missing?: "blank" | "skip" | null;
            /** @description seg_…: of whom values are often empty; without it, of everybody. */
            segment?: string | null;
        };
        TemplatePreviewCreate: {
            template?: string;
            channel?: components["schemas"]["TemplateKind"];
            subject?: string | null;
            preview_text?: string | null;
            body?: string | null;
            blocks?: Record<string, never>[] | null;
            text?: string | null;
            title?: string | null;
            link?: string | null;
            /** @enum {unknown} */
            missing?: "blank" | "skip" | null;
            /** @description prf_…, or longest: the longest value of each field that anybody has. Without it every value of the person is missing. */
            profile?: string | null;
            /** @description seg_…: of whom values are often empty; without it, of everybody. */
            segment?: string | null;
            /** @description What the message is about; a cart that is left out is an example. */
            data?: {
                cart?: Record<string, never> | null;
                trigger?: Record<string, never> | null;
                campaign?: Record<string, never> | null;
            } | null;
        };
        SmsSegments: {
            /** @enum {unknown} */
            encoding: "GSM-7" | "UCS-2";
            /** @description Text messages that it is sent as. */
            segments: number;
            /** @description Septets, or units of 16 bits. */
            units: number;
            /** @description Units that the last one still holds. */
            left: number;
            /** @description The first character for which it must be UCS-2. */
            costly: string | null;
        };
        TemplatePreview: {
            /** @constant */
            object: "template_preview";
            channel: components["schemas"]["TemplateKind"];
            profile: string | null;
            /**
             * @description skipped: a value is missing and the template skips such people; stopped: by stop_message.
             * @enum {unknown}
             */
            state: "ready" | "skipped" | "stopped" | "failed";
            /** @description Why it is not ready. */
            reason: string | null;
            /** @description As in the content; body of an e-mail is a whole document, text its plain text. */
            parts: {
                [key: string]: string;
            };
            /** @description Variables that printed nothing. */
            missing: string[];
            /** @description Of the body. */
            bytes: number;
            sms: components["schemas"]["SmsSegments"] | null;
            warnings: components["schemas"]["TemplateFinding"][];
            /** @description What may be missing of what it prints, as it is written: profile.first_name. */
            printed: string[];
        };
        TemplateFinding: {
            /**
             * @description An error keeps it from being published.
             * @enum {unknown}
             */
            severity: "error" | "warning";
            /** @enum {unknown} */
            code: "often_empty" | "syntax" | "unclosed_tag" | "unknown_tag" | "unknown_name" | "unknown_filter" | "wrong_arguments" | "unknown_snippet" | "broken_snippet" | "unpublished_snippet" | "snippet_value" | "missing_fallback" | "foreign_language" | "line_break" | "empty_part" | "not_shown" | "image_without_text" | "unsafe_link" | "relative_link" | "empty_link" | "too_large" | "no_unsubscribe_link" | "not_json" | "wrong_block";
            part: string;
            /** @description From 1. */
            line: number | null;
            /** @description From 1, in characters. */
            column: number | null;
            message: string;
            /** @description What could stand there instead. */
            suggestion: string | null;
        };
        TemplateCheck: {
            /** @constant */
            object: "template_check";
            publishable: boolean;
            findings: components["schemas"]["TemplateFinding"][];
        };
        TemplateWord: {
            /** @description As it is written behind the name it belongs to: profile, then .email. */
            name: string;
            /** @enum {unknown} */
            shape: "any" | "text" | "number" | "money" | "date" | "boolean" | "list" | "object";
            /** @description Some people have none. */
            may_lack: boolean;
            /** @description What it prints; null for nothing, and where it has members. */
            example: string | null;
            /** @description Of a list: one, what each element is; none where that is not known. */
            members: components["schemas"]["TemplateWord"][];
        };
        TemplateWords: {
            /** @constant */
            object: "template_words";
            profile: string | null;
            /** @description profile has other names: user, customer, person. */
            names: components["schemas"]["TemplateWord"][];
            filters: string[];
            tags: string[];
        };
        TemplateValues: {
            /** @constant */
            object: "template_values";
            segment: string | null;
            /** @description null: they are being counted, ask again in a moment. */
            people: number | null;
            /** @description When. */
            counted: number | null;
            fields: {
                /** @description As a template writes it behind profile. */
                name: string;
                /** @description People without a value. */
                lacking: number;
            }[];
        };
        /** Format: binary */
        ImageFile: string;
        Image: {
            /** @constant */
            object: "image";
            id: string;
            /** @description Of the file it came from. */
            name: string;
            /** @description What a template writes as src: it becomes a whole address in the message. */
            path: string;
            url: string;
            /** @description Pixels, at most 1200. */
            width: number;
            height: number;
            /** @description Bytes. */
            size: number;
            created: components["schemas"]["Timestamp"];
            created_by: string;
        };
        ImageList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Image"][];
            has_more: boolean;
            url: string;
        };
        Brand: {
            /** @constant */
            object: "brand";
            /** @description https, or the path of an image. */
            logo_url: string | null;
            /** @description Pixels. */
            logo_width: number | null;
            website: string | null;
            primary_color: string | null;
            text_color: string | null;
            background_color: string | null;
            content_color: string | null;
            /** @enum {unknown} */
            font: "system" | "arial" | "verdana" | "trebuchet" | "georgia" | "times" | null;
            version: number;
        };
        BrandPatch: {
            /** @description https, or the path of an image. */
            logo_url?: string | null;
            /** @description Pixels. */
            logo_width?: number | null;
            website?: string | null;
            primary_color?: string | null;
            text_color?: string | null;
            background_color?: string | null;
            content_color?: string | null;
            /** @enum {unknown} */
            font?: "system" | "arial" | "verdana" | "trebuchet" | "georgia" | "times" | null;
            version?: number;
        };
        TemplateRevision: {
            /** @constant */
            object: "template_revision";
            template: string;
            revision: number;
            /** @description It is the one that is sent. */
            sent: boolean;
            /** @description Not in lists. */
            content?: components["schemas"]["TemplateContent"];
            saved: components["schemas"]["Timestamp"];
            saved_by: string;
            /** @description When it was first published. */
            published: number | null;
            restored_from: number | null;
        };
        TemplateRevisionList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["TemplateRevision"][];
            has_more: boolean;
            url: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
