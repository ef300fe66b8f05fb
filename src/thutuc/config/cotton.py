"""How templates are found: cotton and partials together need their loaders and builtins spelled out."""

TEMPLATE_BUILTINS = [
    "django.templatetags.i18n",
    "django.templatetags.static",
    "django_cotton.templatetags.cotton",
    "template_partials.templatetags.partials",
    "thutuc.web.templatetags.tt",
]

TEMPLATE_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]
