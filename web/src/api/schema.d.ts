// Made by `npm run types` from /openapi.json. Not to be edited.

export interface paths {
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
                /** @description x */
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
    "/v1/links/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
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
                /** @description x */
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
                /** @description x */
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
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
                /** @description x */
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
                /** @description x */
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
                /** @description x */
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
                /** @description x */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                /** @description x */
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
                        "application/json": components["schemas"]["UserSessionList"];
                    };
                };
                /** @description x */
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
                /** @description x */
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
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
                        "application/json": components["schemas"]["UserList"];
                    };
                };
                /** @description x */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                /** @description x */
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
                /** @description x */
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
                /** @description x */
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
        post: {
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
                        "application/json": components["schemas"]["NewLink"];
                    };
                };
                /** @description x */
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
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
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
                /** @description x */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                /** @description x */
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
                /** @description x */
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
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
                /** @description x */
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
                /** @description x */
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
    "/v1/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                        "application/json": components["schemas"]["HelpFeedbackList"];
                    };
                };
                /** @description x */
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
                /** @description x */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                /** @description x */
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
                /** @description x */
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
                /** @description x */
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
        delete: {
            parameters: {
                query?: {
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
                /** @description x */
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
    "/v1/integrations/stripe/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
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
                /** @description x */
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
        post: {
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
                /** @description x */
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
        post: {
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
                /** @description x */
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
        post: {
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
                    ending_before?: string;
                    email?: string;
                    stripe_customer_id?: string;
                    query?: string;
                    country?: string;
                    order_status?: string;
                    subscription?: "active" | "trial" | "past_due" | "paused" | "cancelled";
                    orders?: "none" | "one" | "many";
                    has_email?: boolean;
                    shared_email?: boolean;
                    deleted?: boolean;
                    created_after?: number;
                    created_before?: number;
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
                /** @description x */
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
                /** @description x */
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
    "/v1/profiles/{id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
        post: {
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
                        "application/json": components["schemas"]["ProfileSync"];
                    };
                };
                /** @description x */
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
    "/v1/profiles/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
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
                /** @description x */
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    from?: number;
                    to?: number;
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
                /** @description x */
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
    "/v1/reports/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
                /** @description x */
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
        get: {
            parameters: {
                query?: {
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
                /** @description x */
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
    "/v1/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                        "application/json": components["schemas"]["FeedActivityList"];
                    };
                };
                /** @description x */
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
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    starting_after?: string;
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
                /** @description x */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                /** @description x */
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
                /** @description x */
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
                /** @description x */
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
    "/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
                /** @description x */
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
            version: number;
        };
        AccountPatch: {
            name?: string;
            time_zone?: string;
            currency?: string;
            postal_address?: string | null;
            /** @enum {unknown} */
            default_email_consent?: "nobody" | "buyers" | "everyone";
            test_mode_recipients?: string[];
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
            custom: Record<string, never>;
            tags: string[];
            loyalty: {
                points: number;
                lifetime_points: number;
                tier: string | null;
            };
            segments: string[];
            sources?: {
                [key: string]: {
                    /** @enum {string} */
                    from: "stripe" | "daybook";
                    object: string | null;
                    read: number | null;
                };
            };
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
            kind: string;
            at: components["schemas"]["Timestamp"];
            /** @enum {unknown} */
            cause: "live" | "clock" | "manual" | "import" | "definition" | "recompute";
            profile: string;
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
            /** @enum {string|null} */
            mode: "live" | "test" | null;
            key_hint: string | null;
            warnings: {
                code: string;
                message: string;
            }[];
            permissions: {
                resource: string;
                granted: boolean;
                needed: boolean;
                enables: string;
                label: string;
                loses: string;
            }[];
            progress: {
                resource: string;
                imported: number;
                estimated_total: number | null;
                done: boolean;
                rate: number | null;
                seconds_left: number | null;
            }[];
            /** @enum {string|null} */
            freshness: "webhooks" | "events" | "polling" | null;
            last_synced: number | null;
            last_event: number | null;
            error: {
                code: string;
                message: string;
            } | null;
            started?: number | null;
        } & {
            [key: string]: unknown;
        };
        StripeConnect: {
            api_key?: string;
            webhook_secret?: string | string[];
            go_live?: boolean;
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
        Setup: {
            /** @constant */
            object: "setup";
            /** @enum {unknown} */
            state: "owner_needed" | "ready";
            demo: boolean;
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
        LinkInspect: {
            token: string;
        };
        LinkRedeem: {
            token: string;
            email?: string;
            name?: string;
            password?: string;
            time_zone?: string;
        };
        SessionCreate: {
            email: string;
            password: string;
        };
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
        SessionPassword: {
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
        UserLink: {
            /** @constant */
            object: "link";
            link: string;
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
        AuditEntryList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["AuditEntry"][];
            has_more: boolean;
            url: string;
        };
        HelpArticle: {
            /** @constant */
            object: "help_article";
            id: string;
            title: string;
            summary: string;
            section: string;
            related: string[];
            screens: string[];
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
            /** @constant */
            object: "help_feedback";
            id: string;
            article: string;
            helpful: boolean;
            comment: string | null;
            at: number;
        };
        HelpFeedbackList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["HelpFeedback"][];
            has_more: boolean;
            url: string;
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
        ExplainedObject: {
            id: string;
            url: string | null;
            what: string;
            amount?: number;
            currency?: string;
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
        OverviewPoint: {
            at: number;
            gross: number;
            refunded: number;
            net: number;
            orders: number;
            new_customers: number;
            returning_customers: number;
        };
        Overview: {
            /** @constant */
            object: "overview";
            currencies: {
                [key: string]: {
                    points: components["schemas"]["OverviewPoint"][];
                    total: {
                        gross: number;
                        refunded: number;
                        net: number;
                        orders: number;
                        new_customers: number;
                        returning_customers: number;
                    };
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
            as_of: number;
        };
        ImportReport: {
            /** @constant */
            object: "import_report";
            customers: number;
            profiles: number;
            shared_email: number;
            without_email: number;
            deleted: number;
            not_counted: {
                reason: string;
                label: string;
                count: number;
                href: string | null;
            }[];
            resources: {
                resource: string;
                imported: number;
            }[];
            hints: {
                code: string;
                message: string;
            }[];
        };
        Since: {
            /** @constant */
            object: "since";
            profiles_new: number;
            customers_deleted: number;
            subscriptions_cancelled: number;
            orders_paid: number;
            sales: {
                [key: string]: number;
            };
        };
        Export: {
            /** @constant */
            object: "export";
            id: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed";
            /** @enum {string} */
            format: "csv" | "jsonl";
            rows: number;
            bytes: number;
            created: number;
            expires: number | null;
            error: string | null;
        };
        ExportList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Export"][];
            has_more: boolean;
            url: string;
        };
        ExportCreate: {
            /** @enum {string} */
            kind: "profiles";
            /** @enum {string} */
            format: "csv" | "jsonl";
            filter?: {
                [key: string]: unknown;
            };
            fields?: string[];
        };
        Deleted: {
            id?: string;
            object: string;
            /** @constant */
            deleted: true;
        };
        OrderedProduct: {
            id: string | null;
            name: string | null;
            quantity: number;
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
        /** @description As Stripe gave it. */
        StripeRaw: {
            id: string;
            object: string;
        } & {
            [key: string]: unknown;
        };
        /** @enum {unknown} */
        Role: "owner" | "admin" | "marketer" | "viewer";
        NewLink: {
            /** @constant */
            object: "link";
            link: string;
        };
        LinkToken: {
            token: string;
        };
        SignIn: {
            email: string;
            password: string;
        };
        PasswordChange: {
            current_password: string;
            password: string;
        };
        AuditList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["AuditEntry"][];
            has_more: boolean;
            url: string;
        };
        ActivityWithProfile: components["schemas"]["Activity"];
        FeedActivity: {
            id: string;
            /** @constant */
            object: "activity";
            kind: string;
            at: number;
            cause: string;
            profile: {
                id: string;
                name: string | null;
                email: string | null;
            };
            data: Record<string, never>;
        };
        FeedActivityList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["FeedActivity"][];
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
